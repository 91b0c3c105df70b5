/** A value that no caller may pass: a bug at the caller, never the fault of a token or a payer. */
export class CoreInputError extends RangeError {
  override name = "CoreInputError";
}

/** A key configuration that cannot work. The message names the key; the service must not start. */
export class KeyConfigurationError extends Error {
  override name = "KeyConfigurationError";
  readonly keyId: number | null;

  constructor(keyId: number | null, message: string) {
    super(message);
    this.keyId = keyId;
  }
}

/** The core computes something else than the published answers on this machine; nothing it says can be trusted. */
export class SelfTestError extends Error {
  override name = "SelfTestError";
}
