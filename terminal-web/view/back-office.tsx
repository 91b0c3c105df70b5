import type { JSX } from "preact";
import { findOrder } from "../state/known-orders.ts";
import { BeaconScreen } from "./beacon/beacon-screen.tsx";
import { BillEditor } from "./bill-editor.tsx";
import { languageOf } from "../state/till.ts";
import { COUNTER_PHRASES } from "./counter/counter-phrases.ts";
import { CashScreen } from "./counter/cash-screen.tsx";
import { RefundLimitScreen } from "./counter/refund-limit-screen.tsx";
import { SplitScreen } from "./counter/split-screen.tsx";
import { RefundScreen } from "./counter/refund-screen.tsx";
import { DayScreen } from "./day/day-screen.tsx";
import { OrderDetail } from "./order-detail.tsx";
import { OrderList } from "./order-list.tsx";
import { DisplaysScreen } from "./displays/displays-screen.tsx";
import { CatalogueScreen } from "./catalogue/catalogue-screen.tsx";
import type { OfficeStage } from "./office.ts";
import { PlaceScreen } from "./place/place-screen.tsx";
import { PolicyScreen } from "./place/policy-screen.tsx";
import { RailsScreen } from "./rails/rails-screen.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
import { TopBar } from "./top-bar.tsx";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign; it loads with these screens
import "./back-office.css";

/** The screens around the till. They are a file of their own, which loads when the keypad already stands. */
export function BackOffice(stage: OfficeStage): JSX.Element | null {
  const { screen, known } = stage.till;
  switch (screen.name) {
    case "till":
      return null;
    case "bill":
      return <BillEditor {...stage} />;
    case "orders":
      return <OrderList {...stage} />;
    case "order": {
      const order = findOrder(known, screen.number);
      return order ? <OrderDetail stage={stage} order={order} /> : <OrderList {...stage} />;
    }
    case "cash":
    case "refund": {
      const order = findOrder(known, screen.number);
      if (!order) return <Coming {...stage} />;
      const Screen = screen.name === "cash" ? CashScreen : RefundScreen;
      return <Screen stage={stage} order={order} />;
    }
    case "split":
      return <SplitScreen {...stage} of={screen.number} />;
    case "refund-limit":
      return <RefundLimitScreen {...stage} />;
    case "day":
      return <DayScreen {...stage} />;
    case "settings":
      return <SettingsScreen {...stage} />;
    case "rails":
      return <RailsScreen {...stage} />;
    case "displays":
      return <DisplaysScreen {...stage} />;
    case "catalogue":
      return <CatalogueScreen {...stage} />;
    case "place":
      return <PlaceScreen {...stage} />;
    case "policy":
      return <PolicyScreen {...stage} />;
    case "beacon":
      return <BeaconScreen {...stage} />;
  }
}

/** A part that was charged in this instant, and is not back from the server yet. */
function Coming({ till, words, send }: OfficeStage): JSX.Element {
  return (
    <div class="page">
      <TopBar
        title={words.sale.cash}
        back={words.back}
        onBack={() => send({ type: "show", screen: { name: "till" } })}
      />
      <main class="page-body">
        <p role="status">{COUNTER_PHRASES[languageOf(till)].notSent}</p>
      </main>
    </div>
  );
}
