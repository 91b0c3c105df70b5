import type { ClaimView, MakeInstruction, MakeProof } from "../contract/claim.ts";
import type { PendAnswer, PendMessage } from "../contract/clearing.ts";
import type { Position } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import type { TopUpOrder, TopUpTerms } from "../contract/top-up.ts";
import type { Capability, Secret } from "../domain/capability.ts";
import type { DeclineReason } from "../domain/order.ts";
import type { WalletHold, WalletId } from "../domain/pend.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { type Result, refuse } from "../domain/result.ts";
import type { Evidence, PayerDesk, Peek } from "./payer-desk.ts";
import type { MerchantClass } from "./merchant-object.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** What payers ask, and their wallets. */
export const answersPayers = <Base extends MerchantClass>(base: Base) =>
  class extends base {
    peek(number: OrderNumber): Answer<Peek> {
      return this.#atPayers((desk) => desk.peek(number));
    }

    async claim(claim: Capability, evidence: Evidence): Promise<Answer<ClaimView>> {
      return this.#atPayers((desk) => desk.claim(claim, evidence));
    }

    prove(claim: Capability, proof: MakeProof, network: Position | null): Answer<ClaimView> {
      return this.#atPayers((desk) => desk.prove(claim, proof, network));
    }

    /** `origin` is where the payer comes back to from a rail's own page. */
    async instruct(
      claim: Capability,
      instruction: MakeInstruction,
      origin: string,
    ): Promise<Answer<ClaimView>> {
      const asked = this.#atPayers((desk) => desk.instruct(claim, instruction, origin));
      const answer = Promise.resolve(asked);
      // The payer may close the page; the money moves all the same, and its answer has to be heard.
      this.ctx.waitUntil(answer);
      return answer;
    }

    attach(claim: Capability, wallet: WalletId): Answer<ClaimView> {
      return this.#atPayers((desk) => desk.attach(claim, wallet));
    }

    begin(claim: Capability, key: Secret, hold: WalletHold): Answer<ClaimView> {
      const begun = this.#atPayers((desk) => desk.begin(claim, key, hold));
      if (begun.ok)
        this.ctx.waitUntil(Promise.resolve(this.#atPayers((desk) => desk.watch(claim, hold))));
      return begun;
    }

    withdraw(claim: Capability, hold: WalletHold, reason: DeclineReason): Answer<ClaimView> {
      return this.#atPayers((desk) => desk.withdraw(claim, hold, reason));
    }

    async claimView(
      claim: Capability,
      after: number,
      waitSeconds: number,
    ): Promise<Answer<ClaimView>> {
      return this.#atPayers((desk) => desk.wait(claim, after, waitSeconds));
    }

    /** The payer is back from a rail's own page: what became of it is asked for at once. */
    async returned(claim: Capability): Promise<Answer<ClaimView>> {
      return this.#atPayers((desk) => desk.hurry(claim, "look up"));
    }

    /** The payer gives up a payment that a rail has begun; the rail's answer decides. */
    async stop(claim: Capability): Promise<Answer<ClaimView>> {
      return this.#atPayers((desk) => desk.hurry(claim, "void"));
    }

    release(claim: Capability): Answer<ClaimView> {
      return this.#atPayers((desk) => desk.release(claim));
    }

    async receipt(
      receipt: Capability,
      after: number,
      waitSeconds: number,
    ): Promise<Answer<ReceiptView>> {
      return this.#atPayers((desk) => desk.waitForReceipt(receipt, after, waitSeconds));
    }

    topUpTerms(): TopUpTerms | null {
      return this.premises?.topUps.terms() ?? null;
    }

    openTopUp(order: TopUpOrder): Answer<Capability> {
      return this.premises?.topUps.open(order) ?? refuse("rail-unknown");
    }

    decide(message: PendMessage): PendAnswer {
      return this.premises?.shop.clearing.decide(message) ?? { type: "unknown" };
    }

    cancelPend(message: PendMessage): PendAnswer {
      return this.premises?.shop.clearing.cancel(message) ?? { type: "unknown" };
    }

    #atPayers<Value>(ask: (desk: PayerDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.payers) : refuse("claim-unknown");
    }
  };
