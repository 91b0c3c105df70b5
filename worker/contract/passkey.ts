import * as v from "valibot";

/** Base64url text as browsers give it. The longest part, an attestation, stays below 8 KB. */
const Encoded = v.pipe(v.string(), v.maxLength(8_192), v.regex(/^[\w-]*$/));

const Common = {
  id: v.pipe(Encoded, v.maxLength(1_400)),
  rawId: v.pipe(Encoded, v.maxLength(1_400)),
  type: v.literal("public-key"),
  clientExtensionResults: v.looseObject({}),
  authenticatorAttachment: v.nullish(v.picklist(["platform", "cross-platform"])),
};

/** A new passkey as `PublicKeyCredential.toJSON()` gives it (WebAuthn level 3, section 5.1). */
export const NewPasskey = v.strictObject({
  ...Common,
  response: v.strictObject({
    clientDataJSON: Encoded,
    attestationObject: Encoded,
    authenticatorData: v.optional(Encoded),
    transports: v.optional(v.pipe(v.array(v.string()), v.maxLength(8))),
    publicKeyAlgorithm: v.optional(v.number()),
    publicKey: v.optional(v.nullable(Encoded)),
  }),
});
export type NewPasskey = v.InferOutput<typeof NewPasskey>;

/** An answer to a challenge by a passkey that exists. */
export const Assertion = v.strictObject({
  ...Common,
  response: v.strictObject({
    clientDataJSON: Encoded,
    authenticatorData: Encoded,
    signature: Encoded,
    userHandle: v.nullish(v.pipe(Encoded, v.maxLength(88))),
  }),
});
export type Assertion = v.InferOutput<typeof Assertion>;
