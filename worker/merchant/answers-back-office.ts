import type { Credential } from "../contract/credential.ts";
import type {
  DisplayCredential,
  DisplayLink,
  DisplayList,
  DisplayView,
  LinkDisplay,
  LinkedDisplay,
  PutScreen,
  Screen,
} from "../contract/display.ts";
import type { Ticket } from "../contract/merchant.ts";
import type { OrderPage } from "../contract/order.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { DayView, SettlementPage, SettlementView } from "../contract/settlement.ts";
import type { SheetPage } from "../contract/sheet.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { type Result, refuse } from "../domain/result.ts";
import type { DisplayDesk } from "./display-desk.ts";
import type { SettlementDesk, SheetWish } from "./settlement-desk.ts";
import type { MerchantClass } from "./merchant-object.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** What terminals ask about the day, and about the displays that face the customer; and what those ask. */
export const answersBackOffice = <Base extends MerchantClass>(base: Base) =>
  class extends base {
    displays(credential: Credential): Answer<DisplayList> {
      return this.#atDisplays((desk) => desk.list(credential));
    }

    inviteDisplay(credential: Credential, origin: string): Answer<DisplayLink> {
      return this.#atDisplays((desk) => desk.invite(credential, origin));
    }

    revokeDisplay(credential: Credential, number: number): Answer<DisplayList> {
      return this.#atDisplays((desk) => desk.revoke(credential, number));
    }

    putScreen(credential: Credential, put: PutScreen): Answer<Screen> {
      return this.#atDisplays((desk) => desk.putScreen(credential, put));
    }

    day(credential: Credential): Answer<DayView> {
      return this.#atSettlements((desk) => desk.day(credential));
    }

    putDay(credential: Credential, timeZone: string): Answer<DayView> {
      return this.#atSettlements((desk) => desk.putDay(credential, timeZone));
    }

    closeDay(credential: Credential, after: number): Answer<SettlementView> {
      return this.#atSettlements((desk) => desk.close(credential, after));
    }

    settlements(credential: Credential, before: number, limit: number): Answer<SettlementPage> {
      return this.#atSettlements((desk) => desk.page(credential, before, limit));
    }

    topUps(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
      return this.#atSettlements((desk) => desk.topUps(credential, before, limit));
    }

    sheet(credential: Credential, ...wish: SheetWish): Answer<SheetPage> {
      return this.#atSettlements((desk) => desk.sheet(credential, ...wish));
    }

    linkDisplay(wish: LinkDisplay): Answer<LinkedDisplay> {
      if (!this.premises) return refuse("display-link-invalid");
      return this.premises.displays.link(wish);
    }

    async watch(
      credential: DisplayCredential,
      after: number,
      waitSeconds: number,
      origin: string,
    ): Promise<Answer<DisplayView>> {
      return this.#atDisplays((desk) => desk.watch(credential, after, waitSeconds, origin));
    }

    displayTicket(credential: DisplayCredential): Answer<Ticket> {
      return this.#atDisplays((desk) => desk.ticket(credential));
    }

    #atDisplays<Value>(ask: (desk: DisplayDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.displays) : refuse("unauthenticated");
    }

    #atSettlements<Value>(ask: (desk: SettlementDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.settlements) : refuse("unauthenticated");
    }
  };
