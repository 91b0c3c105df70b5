import * as v from "valibot";
import { isCurrency } from "../domain/currency.ts";
import { isMerchantId, isSecret, type MerchantId, type Secret } from "../domain/capability.ts";
import { ShopName, parsed } from "./fields.ts";
import { LANGUAGES, MerchantView } from "./merchant.ts";
import { Assertion, Registration } from "./passkey.ts";
import { Position } from "./place.ts";

/** What a challenge was made for, signed by us and held by the browser: nothing is kept until it is answered. */
const Ticket = v.pipe(v.string(), v.maxLength(1_000));

/** Who may open a shop here, as whoever runs this installation wants it. */
export const SIGN_UP_MODES = ["open", "invitation", "closed"] as const;
export type SignUpMode = (typeof SIGN_UP_MODES)[number];

/** What the configuration says; anything that it should not say is closed. */
export const signUpModeOf = (text: string | undefined): SignUpMode =>
  SIGN_UP_MODES.find((mode) => mode === text) ?? "closed";

/** `GET /api/v1/sign-ups`: what stands before whoever opens the owner's page. */
export const SignUpDoor = v.object({
  signUp: v.picklist(SIGN_UP_MODES),
  /** A session's cookie is here; whether it still lives, the next call says. */
  isKnown: v.boolean(),
  /** Whether practice money is taken here. */
  practises: v.boolean(),
});
export type SignUpDoor = v.InferOutput<typeof SignUpDoor>;

/** `POST /api/v1/sign-ups/options`: a challenge for the passkey of a new shop's owner. */
export const SignUpOptions = v.strictObject({
  name: ShopName,
  /** The owner has been told that another shop's name can be taken for this one. */
  isMeant: v.optional(v.boolean()),
  /** Where the operator lets in by invitation. */
  invitation: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

/** `POST /api/v1/sign-ups`: the shop, and its owner's first passkey. */
export const SignUp = v.strictObject({
  ticket: Ticket,
  passkey: Registration,
  shop: v.strictObject({
    name: ShopName,
    currency: v.pipe(v.string("currency-unsupported"), v.check(isCurrency, "currency-unsupported")),
    language: v.picklist(LANGUAGES),
    place: v.nullable(v.omit(Position, ["accuracy"])),
  }),
});
export type SignUp = v.InferOutput<typeof SignUp>;

/** The answer, with everything that is shown this once. The session is in the cookie. */
export const SignedUp = v.object({
  merchant: MerchantView,
  recoveryCodes: v.array(v.string()),
  /** Makes the device that it is opened on a terminal. */
  terminalLink: v.string(),
});
export type SignedUp = v.InferOutput<typeof SignedUp>;

/** What a ceremony in the browser needs; `options` go to `navigator.credentials` as they are. */
export const Ceremony = v.object({ ticket: v.string(), options: v.looseObject({}) });
export type Ceremony = v.InferOutput<typeof Ceremony>;

/** `POST /api/v1/sign-ins`. */
export const SignIn = v.strictObject({ ticket: Ticket, assertion: Assertion });

/** `POST /api/v1/passkeys`: one more passkey of the owner who is signed in. */
export const AddPasskey = v.strictObject({ ticket: Ticket, passkey: Registration });

/** `POST /api/v1/sessions/end`: signs out here, or on every device. */
export const EndSession = v.strictObject({ everywhere: v.boolean() });

/** `POST /api/v1/sign-ins/code`: where all passkeys are lost. */
export const SignInByCode = v.strictObject({ code: parsed(parseRecoveryCode, "unauthenticated") });

export interface RecoveryCode {
  readonly merchant: MerchantId;
  readonly secret: Secret;
}

/** "MERCHANT-ABCDE-…": in groups of five, for paper. */
export function recoveryCodeText({ merchant, secret }: RecoveryCode): string {
  return [merchant, ...(secret.match(/.{1,5}/g) ?? [])].join("-");
}

/** Reads {@link recoveryCodeText} as people copy it: small letters, with spaces, without the dashes. */
export function parseRecoveryCode(text: string): RecoveryCode | null {
  const bare = text.toUpperCase().replaceAll(/[\s-]/g, "");
  const [merchant, secret] = [bare.slice(0, 13), bare.slice(13)];
  return isMerchantId(merchant) && isSecret(secret) ? { merchant, secret } : null;
}
