import { OrderPage } from "../../worker/contract/order.ts";
import { DayView, SettlementPage, SettlementView } from "../../worker/contract/settlement.ts";
import type { SheetName } from "../state/day-desk.ts";
import { type Answer, type Ask, Sheet } from "./call.ts";

/** How the day went, and its closing. It is loaded with the screens around the till. */
export interface DayApi {
  day(): Promise<Answer<DayView>>;
  /** Says in which time zone the shop's days end. */
  putZone(timeZone: string): Promise<Answer<DayView>>;
  settlements(before: number | null): Promise<Answer<SettlementPage>>;
  /** Sent twice it is closed once: the settlement before it says which one is meant. */
  close(after: number): Promise<Answer<SettlementView>>;
  /** Top-ups that payers made on their wallets' own pages, newest first. */
  topUps(before: string | null): Promise<Answer<OrderPage>>;
  /** A list of one settlement, in as many pages as it has. */
  sheet(name: SheetName, settlement: number): Promise<Answer<Blob>>;
}

/** More rows than a spreadsheet opens with pleasure; each page has a thousand. */
const MAX_PAGES = 200;
/** Without it, spreadsheets read anything but English as gibberish. */
const BYTE_ORDER_MARK = "\uFEFF";

export function createDayApi(ask: Ask): DayApi {
  return {
    day: () => ask(DayView, { method: "GET", path: "/day" }),
    putZone: (timeZone) => ask(DayView, { method: "PUT", path: "/day", body: { timeZone } }),
    settlements: (before) =>
      ask(SettlementPage, {
        method: "GET",
        path: `/settlements?limit=20${before === null ? "" : `&before=${before}`}`,
      }),
    close: (after) =>
      ask(SettlementView, { method: "POST", path: "/settlements", body: { after } }),
    topUps: (before) =>
      ask(OrderPage, {
        method: "GET",
        path: `/top-ups?limit=10${before === null ? "" : `&before=${before}`}`,
      }),
    async sheet(name, settlement) {
      const texts = [BYTE_ORDER_MARK];
      let after: string | null = "0";
      for (let pages = 0; after !== null && pages < MAX_PAGES; pages++) {
        const path: string = `/sheets/${name}?settlement=${settlement}&after=${after}`;
        const page: Answer<Sheet> = await ask(Sheet, { method: "GET", path, isSheet: true });
        if (!page.ok) return page;
        texts.push(page.value.text);
        after = /[?&]after=(\d+)[^>]*>; rel="next"/.exec(page.value.link ?? "")?.[1] ?? null;
        if (after === null) return { ...page, value: new Blob(texts, { type: "text/csv" }) };
      }
      return { ok: false, failure: { type: "refused", problem: "fault", isRetryable: false } };
    },
  };
}
