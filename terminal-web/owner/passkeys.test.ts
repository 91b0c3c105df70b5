import { afterEach, describe, it, vi } from "vitest";
import { createPasskeys } from "./passkeys.ts";

afterEach(() => vi.unstubAllGlobals());

/** A fake of the browser's authenticator, which ends every ceremony as WebAuthn level 3 (section 5.1) says it may end. */
function browserThatSays(name: string): void {
  const refuse = (): Promise<never> => Promise.reject(new DOMException("no", name));
  vi.stubGlobal("PublicKeyCredential", () => {});
  vi.stubGlobal("navigator", { credentials: { create: refuse, get: refuse } });
  vi.stubGlobal("location", { hostname: "till.example" });
}

const OPTIONS = {
  challenge: "AAAA",
  rp: { id: "till.example", name: "Edgetill" },
  rpId: "till.example",
  user: { id: "AAAA", name: "Bakery", displayName: "Bakery" },
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  authenticatorSelection: { userVerification: "required", residentKey: "required" },
};

describe("a page that can have no passkeys", () => {
  it.for([
    ["127.0.0.1", true, "passkeys-elsewhere"],
    ["[::1]", true, "passkeys-elsewhere"],
    ["192.168.1.7", false, "passkeys-elsewhere"],
    ["till.example", false, "passkeys-insecure"],
    ["localhost", true, "passkeys-unsupported"],
  ] as const)(
    "at %s, secure %s, says %s before anything is tried",
    ([host, isSecure, fault], { expect }) => {
      expect(createPasskeys({ hostname: host }, isSecure).obstacle).toBe(fault);
    },
  );
});

describe("a passkey that is not made", () => {
  it.for([
    ["NotAllowedError", "passkey-cancelled"],
    ["AbortError", "passkey-cancelled"],
    ["InvalidStateError", "passkey-here-already"],
    ["ConstraintError", "passkey-unverifiable"],
    ["NotSupportedError", "passkey-unverifiable"],
    ["UnknownError", "passkey-failed"],
    ["SomethingNewError", "passkey-failed"],
  ] as const)("because of %s is told as %s", async ([name, fault], { expect }) => {
    browserThatSays(name);
    const passkeys = createPasskeys({ hostname: "till.example" }, true);
    expect(passkeys.obstacle).toBeNull();
    expect(await passkeys.make(OPTIONS)).toEqual({ ok: false, reason: fault });
  });

  it("and one that is not shown, because nobody touched it, only wants the button back", async ({
    expect,
  }) => {
    browserThatSays("NotAllowedError");
    const passkeys = createPasskeys({ hostname: "till.example" }, true);
    expect(await passkeys.show(OPTIONS)).toEqual({ ok: false, reason: "passkey-cancelled" });
  });
});
