import type { Policy } from "../../worker/contract/place.ts";
import type { SaveFault } from "./place-desk.ts";

/** How near "here" can be, in metres: what the contract takes. */
export const RADII = [50, 150, 500, 2_000, 10_000] as const;

/** What the merchant wants done about place, as it is being decided. */
export type PolicyDesk =
  | { readonly step: "asking" }
  | { readonly step: "unread"; readonly fault: SaveFault }
  | {
      readonly step: "open";
      /** What the server has. */
      readonly saved: Policy;
      readonly draft: Policy;
      readonly status: PolicyStatus;
    };

type PolicyStatus =
  | { readonly name: "idle" }
  | { readonly name: "saving"; readonly isUndone: boolean }
  /** `before` is what counted until then, for the way back; null once that was taken. */
  | { readonly name: "saved"; readonly before: Policy | null }
  | { readonly name: "failed"; readonly fault: SaveFault };

export type PolicyMessage =
  | { readonly type: "ask" }
  | { readonly type: "told"; readonly policy: Policy }
  | { readonly type: "untold"; readonly fault: SaveFault }
  | { readonly type: "change"; readonly changes: Partial<Policy> }
  | { readonly type: "save" }
  | { readonly type: "undo" }
  | { readonly type: "kept"; readonly policy: Policy }
  | { readonly type: "not-kept"; readonly fault: SaveFault };

export type PolicyTask =
  | { readonly type: "ask" }
  | { readonly type: "save"; readonly policy: Policy };

export interface PolicyOutcome {
  readonly desk: PolicyDesk;
  readonly task: PolicyTask | null;
}

export const POLICY_UNASKED: PolicyDesk = { step: "asking" };

export function updatePolicy(desk: PolicyDesk, message: PolicyMessage): PolicyOutcome {
  switch (message.type) {
    case "ask":
      return { desk: { step: "asking" }, task: { type: "ask" } };
    case "told": {
      const { policy } = message;
      return still({ step: "open", saved: policy, draft: policy, status: { name: "idle" } });
    }
    case "untold":
      return still({ step: "unread", fault: message.fault });
  }
  return desk.step === "open" ? decide(desk, message) : still(desk);
}

type OpenDesk = Extract<PolicyDesk, { step: "open" }>;
type Decision = Exclude<PolicyMessage, { type: "ask" | "told" | "untold" }>;

function decide(desk: OpenDesk, message: Decision): PolicyOutcome {
  const { saved, draft, status } = desk;
  const isSaving = status.name === "saving";
  switch (message.type) {
    case "change":
      return still(
        isSaving
          ? desk
          : { ...desk, draft: { ...draft, ...message.changes }, status: { name: "idle" } },
      );
    case "save":
      return isSaving || isSame(saved, draft) ? still(desk) : save(desk, draft, false);
    case "undo":
      return status.name === "saved" && status.before
        ? save(desk, status.before, true)
        : still(desk);
    case "kept": {
      if (!isSaving) return still(desk);
      const { policy } = message;
      const before = status.isUndone ? null : saved;
      return still({ ...desk, saved: policy, draft: policy, status: { name: "saved", before } });
    }
    case "not-kept":
      return still(isSaving ? { ...desk, status: { name: "failed", fault: message.fault } } : desk);
  }
}

function save(desk: OpenDesk, policy: Policy, isUndone: boolean): PolicyOutcome {
  const status = { name: "saving", isUndone } as const;
  return { desk: { ...desk, draft: policy, status }, task: { type: "save", policy } };
}

export function isSame(a: Policy, b: Policy): boolean {
  return (
    a.radiusMetres === b.radiusMetres &&
    a.floorMinor === b.floorMinor &&
    a.whenUnknown === b.whenUnknown &&
    a.whenAway === b.whenAway &&
    a.refundLimitMinor === b.refundLimitMinor
  );
}

const still = (desk: PolicyDesk): PolicyOutcome => ({ desk, task: null });
