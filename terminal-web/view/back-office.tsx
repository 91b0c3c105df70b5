import type { JSX } from "preact";
import { findOrder } from "../state/known-orders.ts";
import { BillEditor } from "./bill-editor.tsx";
import { OrderDetail } from "./order-detail.tsx";
import { OrderList } from "./order-list.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
import type { Stage } from "./stage.ts";

/** The screens around the till. They are a file of their own, which loads when the keypad already stands. */
export function BackOffice(stage: Stage): JSX.Element | null {
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
  }
}
