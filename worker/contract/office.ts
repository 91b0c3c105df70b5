import * as v from "valibot";
import type { DeedName } from "./audit.ts";
import { Text } from "./fields.ts";
import type { MerchantView } from "./merchant.ts";

/** `POST /api/v1/shop/terminals`: a link that makes the device it is opened on a terminal. */
export const InviteTerminal = v.strictObject({ name: Text(40) });

/** `PUT /api/v1/shop/terminals/{number}`. */
export const RenameTerminal = v.strictObject({ name: Text(40) });

/** A terminal as its owner sees it. Times as RFC 3339 has them. */
export interface TerminalLine {
  readonly number: number;
  readonly name: string;
  /** A device holds a key; a shop's own software has none. */
  readonly kind: "device" | "software";
  readonly isRevoked: boolean;
  /** To the nearest minutes; null: never. */
  readonly seenAt: string | null;
  readonly enrolledAt: string;
}

/** Everything that an owner's page shows. */
export interface OfficeView {
  readonly merchant: MerchantView;
  readonly owner: { readonly number: number; readonly name: string };
  readonly passkeys: readonly {
    readonly id: string;
    readonly madeAt: string;
    readonly usedAt: string;
    /** It may be on more than one device. */
    readonly syncs: boolean;
  }[];
  readonly codesLeft: number;
  readonly terminals: readonly TerminalLine[];
  /** Newest first. */
  readonly audit: readonly {
    readonly seq: number;
    readonly at: string;
    readonly actor: string;
    readonly action: DeedName;
    readonly about: string;
  }[];
}
