import { AuditTrail } from "./audit-trail.ts";
import { OfficeDesk } from "./office-desk.ts";
import { OrderDesk } from "./order-desk.ts";
import { OwnerDesk } from "./owner-desk.ts";
import { Door } from "./door.ts";
import { People } from "./people.ts";
import { StaffBook } from "./staff-book.ts";
import { StaffDesk } from "./staff-desk.ts";
import { DisplayDesk } from "./display-desk.ts";
import { KeyDesk } from "./key-desk.ts";
import type { LiveSockets } from "./live-sockets.ts";
import { PayerDesk } from "./payer-desk.ts";
import type { Profile } from "./register.ts";
import { SettlementDesk } from "./settlement-desk.ts";
import { Shop } from "./shop.ts";
import type { Surroundings } from "./surroundings.ts";
import { TerminalDesk } from "./terminal-desk.ts";
import { TopUpDesk } from "./top-up-desk.ts";

/** The desks of one shop: who asks is answered at one of them. */
export interface Premises {
  readonly shop: Shop;
  readonly owners: OwnerDesk;
  readonly office: OfficeDesk;
  readonly keys: KeyDesk;
  readonly staff: StaffDesk;
  readonly terminals: TerminalDesk;
  readonly orders: OrderDesk;
  readonly payers: PayerDesk;
  readonly topUps: TopUpDesk;
  readonly displays: DisplayDesk;
  readonly settlements: SettlementDesk;
}

export function premisesOf(
  around: Surroundings,
  alarmAt: number | null,
  profile: Profile,
  sockets: LiveSockets,
): Premises {
  const audit = new AuditTrail(around);
  const shop = new Shop(around, alarmAt, profile, audit);
  const people = new People(around.sql);
  const owners = new OwnerDesk(shop, people, audit);
  const closeSockets = (terminal: number): void => sockets.expel(terminal);
  const office = new OfficeDesk(shop, people, audit, owners, closeSockets);
  const keys = new KeyDesk(shop, owners, audit);
  const door = new Door(shop);
  const staff = new StaffDesk(shop, new StaffBook(around.sql), door, owners, audit);
  const terminals = new TerminalDesk(shop, door, staff, audit);
  const orders = new OrderDesk(shop, terminals, staff, audit, around.sql);
  const displays = new DisplayDesk(shop, terminals, around.sql, sockets);
  const payers = new PayerDesk(shop, around.sql);
  const topUps = new TopUpDesk(shop, around.sql);
  const settlements = new SettlementDesk(shop, terminals, around.sql);
  return {
    shop,
    owners,
    office,
    keys,
    staff,
    terminals,
    orders,
    displays,
    payers,
    topUps,
    settlements,
  };
}
