import { credentialText } from "../contract/credential.ts";
import type { FoundMerchant, Founded } from "../contract/merchant.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ClearedEntry, LostHold, Whereabouts } from "../contract/reconciliation.ts";
import type { Pulse } from "../contract/status.ts";
import { type MerchantId, secretFrom } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import type { RailNotice } from "../rails/rail.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { migrate } from "../object/migrate.ts";
import { lostHoldsIn } from "./lost-holds.ts";
import { ClearingBook } from "./clearing-book.ts";
import { pulseOf } from "./pulse.ts";
import { Register } from "./register.ts";
import { SCHEMA } from "./schema.ts";
import { hashOf } from "./shop.ts";
import type { MerchantClass } from "./merchant-object.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** What the operator asks, and what rails say without being asked. */
export const answersOperator = <Base extends MerchantClass>(base: Base) =>
  class extends base {
    found(id: MerchantId, wish: FoundMerchant): Answer<Founded> {
      if (this.premises) return refuse("fault");
      migrate(this.ctx.storage.sql, SCHEMA);
      const register = new Register(this.ctx.storage.sql);
      const around = this.around();
      const now = instant(around.clock());
      const { name, language } = wish;
      const profile = { merchant: id, name, currency: wish.currency as Currency, language };
      const secret = secretFrom(around.random(26));
      register.found(profile, now);
      const number = register.enrol(wish.terminal.name, hashOf(around, secret), now);
      this.openPremises(profile, null);
      const credential = credentialText({ merchant: id, terminal: number, secret });
      return ok({
        merchant: { id, name, currency: wish.currency, language },
        terminal: { number, name: wish.terminal.name, credential },
      });
    }

    clearings(after: number, limit: number): ClearedEntry[] {
      return this.#clearingBook()?.page(after, limit) ?? [];
    }

    lostHolds(): LostHold[] {
      return this.premises ? lostHoldsIn(this.premises.shop.journal) : [];
    }

    whereabouts(pairs: readonly string[]): Whereabouts[] {
      return this.#clearingBook()?.whereabouts(pairs) ?? [];
    }

    /** False: it could not be acted upon now, and has to be said again. */
    async hear(rail: string, notice: RailNotice): Promise<boolean> {
      return this.premises?.shop.cashier.hear(rail, notice) ?? true;
    }

    /** The second net under the alarm, in case it was lost; and what the operator is told since an event, if anything. */
    async sweep(tallied: number | null = null): Promise<Pulse | null> {
      if (!this.premises) return null;
      const { shop } = this.premises;
      shop.rewind(await this.ctx.storage.getAlarm());
      return tallied === null ? null : pulseOf(shop, tallied);
    }

    #clearingBook(): ClearingBook | null {
      return this.premises && new ClearingBook(this.premises.shop, this.ctx.storage.sql);
    }
  };
