import type { StaffSession, StaffView } from "../worker/contract/staff.ts";
import type { Answer, Ask } from "./api/call.ts";
import { createStaffApi } from "./api/staff-api.ts";
import type { PassHolder } from "./device/staff-pass.ts";
import type { Shown, StaffDoor } from "./view/staff/staff-door.ts";

export interface StaffSurroundings {
  readonly ask: Ask;
  readonly holder: PassHolder;
  /** How long nobody has touched the till. */
  readonly idleMs: () => number;
  /** A customer stands before a code: no time to lock. */
  readonly isBusy: () => boolean;
  readonly changed: () => void;
}

/** How often it is looked whether the till was left, and the list of a locked till is asked for. */
const LOOK_EVERY_MS = 2_000;

/** Keeps the till to whoever has shown a PIN, where the shop has staff. */
export function openStaff({ ask, holder, idleMs, isBusy, changed }: StaffSurroundings): StaffDoor {
  const api = createStaffApi(ask);
  let view: StaffView | null = null;
  let isAsking = false;

  const isLocked = (): boolean => holder.get() === null && (view?.staff.length ?? 0) > 0;

  async function refresh(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const answer = await api.staff();
    isAsking = false;
    if (!answer.ok) return;
    view = answer.value;
    const pass = holder.get();
    if (pass && !view.staff.some(({ number }) => number === pass.number)) holder.put(null);
    changed();
  }

  function lock(): void {
    if (holder.get()) void api.signOut();
    holder.put(null);
    void refresh();
    changed();
  }

  function look(): void {
    const limit = (view?.lockAfterSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    if (holder.get() && !isBusy() && idleMs() >= limit) lock();
    else if (!view || isLocked()) void refresh();
  }

  void refresh();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    isLocked,
    staff: () => view?.staff ?? [],
    cashier: () => holder.get()?.name ?? null,
    async signIn(staff, pin) {
      const answer = await api.signIn(staff, pin);
      if (answer.ok) {
        const { session, staff: member } = answer.value;
        holder.put({ session, number: member.number, name: member.name });
        changed();
      } else void refresh();
      return shownOf(answer);
    },
    async approve(staff, pin) {
      const shown = shownOf(await api.signIn(staff, pin));
      if (!shown.ok) void refresh();
      return shown;
    },
    lock,
    refused() {
      holder.put(null);
      void refresh();
    },
    stop: () => clearInterval(timer),
  };
}

function shownOf(answer: Answer<StaffSession>): Shown {
  if (answer.ok) return { ok: true, session: answer.value.session };
  const problem = answer.failure.type === "refused" ? answer.failure.problem : null;
  if (problem === "pin-locked") return { ok: false, fault: "locked" };
  return { ok: false, fault: problem === "pin-wrong" ? "wrong" : "unanswered" };
}
