import * as v from "valibot";

/** Bytes as base64url without padding (RFC 4648 section 5), as browsers' `toJSON` of a credential writes them. */
const Base64Url = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.regex(/^[\w-]*$/));

/** An authenticator's answer (WebAuthn level 3, AuthenticationResponseJSON), as much of it as is looked at. */
export const Assertion = v.object({
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: v.literal("public-key"),
  response: v.object({
    clientDataJSON: Base64Url(4096),
    authenticatorData: Base64Url(2048),
    signature: Base64Url(2048),
    userHandle: v.optional(v.nullable(Base64Url(100)), null),
  }),
});
export type Assertion = v.InferOutput<typeof Assertion>;

/** A new passkey (WebAuthn level 3, RegistrationResponseJSON), as much of it as is looked at. */
export const Registration = v.object({
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: v.literal("public-key"),
  response: v.object({ clientDataJSON: Base64Url(4096), attestationObject: Base64Url(8192) }),
});
export type Registration = v.InferOutput<typeof Registration>;
