import type { JSX } from "preact";
import { findOrder } from "../state/known-orders.ts";
import { BeaconScreen } from "./beacon/beacon-screen.tsx";
import { BillEditor } from "./bill-editor.tsx";
import { OrderDetail } from "./order-detail.tsx";
import { OrderList } from "./order-list.tsx";
import { CatalogueScreen } from "./catalogue/catalogue-screen.tsx";
import type { OfficeStage } from "./office.ts";
import { PlaceScreen } from "./place/place-screen.tsx";
import { PolicyScreen } from "./place/policy-screen.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
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
    case "settings":
      return <SettingsScreen {...stage} />;
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
