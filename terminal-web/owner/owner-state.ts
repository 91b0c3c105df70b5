import type { OfficeView } from "../../worker/contract/office.ts";
import { ENROLMENT_MS } from "../../worker/contract/enrolment.ts";
import type { SignUpDoor, SignedUp } from "../../worker/contract/owner.ts";
import type { Trouble } from "./trouble.ts";

/** How somebody outside means to come in. */
export type Way = "welcome" | "sign-up" | "code";

/** A link that makes the device it is opened on a terminal. */
export interface OpenLink {
  readonly url: string;
  readonly madeAt: number;
  /** The trail's newest record when it was made: an enrolment after it is this link's. */
  readonly after: number;
}

export type Inside = {
  readonly status: "inside";
  readonly view: OfficeView;
  readonly link: OpenLink | null;
  /** Signed in by a recovery code: there may be no passkey left. */
  readonly byCode: boolean;
  /** The last look found no network: what is shown may be old. */
  readonly isStale: boolean;
};

/** The owner's page. */
export type Owner =
  | { readonly status: "starting" }
  | { readonly status: "unreachable" }
  | {
      readonly status: "outside";
      readonly door: SignUpDoor;
      readonly way: Way;
      readonly isBusy: boolean;
      readonly trouble: Trouble | null;
    }
  /** Recovery codes, which are shown this once; then inside. */
  | { readonly status: "codes"; readonly codes: readonly string[]; readonly link: OpenLink | null }
  | Inside;

export type OwnerMessage =
  | { readonly type: "unreachable" }
  | { readonly type: "outside"; readonly door: SignUpDoor; readonly way: Way }
  | { readonly type: "way"; readonly way: Way }
  | { readonly type: "asked" }
  | { readonly type: "troubled"; readonly trouble: Trouble }
  | { readonly type: "joined"; readonly signedUp: SignedUp; readonly at: number }
  | { readonly type: "codes"; readonly codes: readonly string[] }
  | { readonly type: "viewed"; readonly view: OfficeView; readonly byCode: boolean }
  | { readonly type: "link"; readonly url: string; readonly at: number }
  | { readonly type: "link-closed" };

export function updateOwner(owner: Owner, message: OwnerMessage): Owner {
  switch (message.type) {
    case "unreachable":
      // Who is inside sees what there was; the next look may find a network again.
      if (owner.status === "inside") return { ...owner, isStale: true };
      return owner.status === "starting" ? { status: "unreachable" } : owner;
    case "outside": {
      const { door, way } = message;
      return { status: "outside", door, way, isBusy: false, trouble: null };
    }
    case "way":
      return owner.status === "outside" ? { ...owner, way: message.way, trouble: null } : owner;
    case "asked":
      return owner.status === "outside" ? { ...owner, isBusy: true, trouble: null } : owner;
    case "troubled":
      return owner.status === "outside"
        ? { ...owner, isBusy: false, trouble: message.trouble }
        : owner;
    case "joined": {
      const { recoveryCodes, terminalLink } = message.signedUp;
      const link = { url: terminalLink, madeAt: message.at, after: 0 };
      return { status: "codes", codes: recoveryCodes, link };
    }
    case "codes":
      return {
        status: "codes",
        codes: message.codes,
        link: owner.status === "inside" ? owner.link : null,
      };
    case "viewed":
      return insideOf(owner, message.view, message.byCode);
    case "link": {
      if (owner.status !== "inside") return owner;
      const after = newestOf(owner.view);
      return { ...owner, link: { url: message.url, madeAt: message.at, after } };
    }
    case "link-closed":
      return owner.status === "inside" ? { ...owner, link: null } : owner;
  }
}

function insideOf(owner: Owner, view: OfficeView, byCode: boolean): Inside {
  const link = owner.status === "inside" || owner.status === "codes" ? owner.link : null;
  const wasByCode = owner.status === "inside" && owner.byCode;
  return { status: "inside", view, link, byCode: byCode || wasByCode, isStale: false };
}

const newestOf = ({ audit }: OfficeView): number => audit[0]?.seq ?? 0;

/** What became of a link: still to be opened, opened by a new terminal, or too old. */
export type LinkFate =
  | { readonly type: "waiting"; readonly leftMs: number }
  | { readonly type: "used"; readonly by: string }
  | { readonly type: "over" };

export function fateOf({ madeAt, after }: OpenLink, view: OfficeView, now: number): LinkFate {
  const enrolled = view.audit.find(
    ({ seq, action }) => seq > after && action === "terminal-enrolled",
  );
  if (enrolled) return { type: "used", by: enrolled.about };
  const leftMs = madeAt + ENROLMENT_MS - now;
  return leftMs > 0 ? { type: "waiting", leftMs } : { type: "over" };
}
