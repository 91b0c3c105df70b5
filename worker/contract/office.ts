import * as v from "valibot";
import { KeyLine } from "./api-key.ts";
import { Text } from "./fields.ts";
import { MerchantView } from "./merchant.ts";

/** `POST /api/v1/shop/terminals`: a link that makes the device it is opened on a terminal. */
export const InviteTerminal = v.strictObject({ name: Text(40) });

/** `PUT /api/v1/shop/terminals/{number}`. */
export const RenameTerminal = v.strictObject({ name: Text(40) });

/** The answer to an invitation: good once, and for ten minutes. */
export const TerminalLink = v.object({ link: v.string() });
export type TerminalLink = v.InferOutput<typeof TerminalLink>;

/** `POST /api/v1/shop/codes`: recovery codes in place of all before. Shown this once. */
export const RenewedCodes = v.object({ recoveryCodes: v.array(v.string()) });
export type RenewedCodes = v.InferOutput<typeof RenewedCodes>;

/** `GET /api/v1/shop/audit/check`: the first record that is not what was written, or null. */
export const AuditCheck = v.object({ firstBroken: v.nullable(v.number()) });
export type AuditCheck = v.InferOutput<typeof AuditCheck>;

/** A terminal as its owner sees it. Times as RFC 3339 has them. */
export const TerminalLine = v.object({
  number: v.number(),
  name: v.string(),
  /** A device holds a key; a shop's own software has none. */
  kind: v.picklist(["device", "software"]),
  isRevoked: v.boolean(),
  /** Of software that was given a key; null: of everything else. */
  key: v.nullable(KeyLine),
  /** To the nearest minutes; null: never. */
  seenAt: v.nullable(v.string()),
  enrolledAt: v.string(),
});
export type TerminalLine = v.InferOutput<typeof TerminalLine>;

/** Everything that an owner's page shows. */
export const OfficeView = v.object({
  merchant: MerchantView,
  owner: v.object({ number: v.number(), name: v.string() }),
  passkeys: v.array(
    v.object({
      id: v.string(),
      madeAt: v.string(),
      usedAt: v.string(),
      /** It may be on more than one device. */
      syncs: v.boolean(),
    }),
  ),
  codesLeft: v.number(),
  terminals: v.array(TerminalLine),
  /** Newest first. */
  audit: v.array(
    v.object({
      seq: v.number(),
      at: v.string(),
      actor: v.string(),
      /** One of DEEDS; a page of an earlier version may not know it. */
      action: v.string(),
      about: v.string(),
    }),
  ),
});
export type OfficeView = v.InferOutput<typeof OfficeView>;
