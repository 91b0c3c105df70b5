import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { OrderView } from "../../../worker/contract/order.ts";
import type { CounterWish, Movement } from "../../state/counter-wish.ts";
import { languageOf } from "../../state/till.ts";
import type { OfficeStage } from "../office.ts";
import { PinForm } from "../staff/pin-form.tsx";
import { STAFF_PHRASES } from "../staff/staff-phrases.ts";

interface ApprovalProps {
  readonly stage: OfficeStage;
  readonly order: OrderView;
  readonly wish: CounterWish;
  readonly refund: Extract<Movement, { type: "refund" }>;
}

/** A refund above what the cashier may give back, with the PIN of somebody who may, on the spot. */
export function Approval({ stage, order, wish, refund }: ApprovalProps): JSX.Element | null {
  const isOpen = useSignal(false);
  const { staff, till, send, office } = stage;
  const words = STAFF_PHRASES[languageOf(till)];
  const others = staff?.staff().filter(({ role }) => role !== "cashier") ?? [];
  if (!staff?.cashier() || others.length === 0) return null;
  if (!isOpen.value) {
    return (
      <button type="button" class="button small" onClick={() => (isOpen.value = true)}>
        {words.approve}
      </button>
    );
  }
  return (
    <section class="approval" aria-label={words.whoLets}>
      <h2>{words.whoLets}</h2>
      <PinForm
        words={words}
        staff={others}
        show={(number, pin) => staff.approve(number, pin)}
        shown={(approval) => {
          const movement = { ...refund, approval };
          send({ type: "wish-seen", key: wish.key });
          send({ type: "wish", key: office.newKey(), number: order.number, movement });
        }}
      />
    </section>
  );
}
