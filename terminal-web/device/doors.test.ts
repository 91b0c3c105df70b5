import { describe, it } from "vitest";
import { parseCredential } from "../../worker/contract/credential.ts";
import { keepEnrolling, keepIdentity, takeIdentity } from "./credential-store.ts";
import { forgetfulKeeper } from "./keeper.ts";
import { createTillLock } from "./till-lock.ts";
import { createScreenGuard } from "./wake-lock.ts";

const CREDENTIAL = `${"A".repeat(13)}.3.${"B".repeat(26)}`;
const OTHER = `${"A".repeat(13)}.4.${"C".repeat(26)}`;

const NOTHING = { identity: null, brought: "" };
const identityOf = (terminal: number) => ({ identity: { credential: { terminal }, keys: null } });

/** An address bar, and what was made of it. */
function addressBar(hash: string) {
  const shown: string[] = [];
  const place = { hash, pathname: "/terminal", search: "?x" } as Location;
  const history = {
    replaceState: (_: unknown, __: string, address: string) => void shown.push(address),
  } as unknown as History;
  return { place, history, shown };
}

describe("the credential", () => {
  it("leaves the address bar at once and is kept", async ({ expect }) => {
    const keeper = forgetfulKeeper();
    const { place, history, shown } = addressBar(`#${CREDENTIAL}`);
    expect(await takeIdentity(keeper, place, history)).toMatchObject(identityOf(3));
    expect(shown).toEqual(["/terminal?x"]);
    const next = addressBar("");
    expect(await takeIdentity(keeper, next.place, next.history)).toMatchObject(identityOf(3));
    expect(next.shown).toEqual([]);
  });

  it("gives way to a newer link", async ({ expect }) => {
    const keeper = forgetfulKeeper();
    for (const link of [CREDENTIAL, OTHER]) {
      const { place, history } = addressBar(`#${link}`);
      await takeIdentity(keeper, place, history);
    }
    const { place, history } = addressBar("");
    expect(await takeIdentity(keeper, place, history)).toMatchObject(identityOf(4));
  });

  it("is not taken from a fragment that is none, which leaves the address bar all the same", async ({
    expect,
  }) => {
    const { place, history, shown } = addressBar("#javascript:alert(1)");
    expect(await takeIdentity(forgetfulKeeper(), place, history)).toEqual(NOTHING);
    expect(shown).toHaveLength(1);
  });

  it("stays what it was when the link brings a code for a new till", async ({ expect }) => {
    const keeper = forgetfulKeeper();
    const link = addressBar(`#${CREDENTIAL}`);
    await takeIdentity(keeper, link.place, link.history);
    const { place, history, shown } = addressBar("#NEW.A.B");
    const arrival = await takeIdentity(keeper, place, history);
    expect(arrival).toMatchObject({ ...identityOf(3), brought: "NEW.A.B" });
    expect(shown).toEqual(["/terminal?x"]);
  });

  it("goes on with an enrolment that was cut off, until the device is a till", async ({
    expect,
  }) => {
    const keeper = forgetfulKeeper();
    const keys = { privateKey: {}, publicKey: {} } as CryptoKeyPair;
    await keepEnrolling(keeper, { code: "NEW.A.B", keys });
    const { place, history } = addressBar("");
    expect((await takeIdentity(keeper, place, history)).brought).toBe("NEW.A.B");
    const credential = parseCredential(CREDENTIAL);
    if (credential) await keepIdentity(keeper, { credential, keys });
    expect(await takeIdentity(keeper, place, history)).toEqual({
      identity: { credential, keys },
      brought: "",
    });
  });
});

/** Locks as browsers keep them: one holder at a time, who can be robbed. */
function locks(): LockManager {
  let robHolder: (() => void) | null = null;
  return {
    query: () => Promise.resolve({}),
    request: (_: string, options: LockOptions, callback: (lock: Lock | null) => unknown) => {
      if (robHolder && !options.steal) return Promise.resolve(callback(null));
      robHolder?.();
      return new Promise((__, reject) => {
        robHolder = () => reject(new DOMException("stolen", "AbortError"));
        void callback({ name: "till", mode: "exclusive" });
      });
    },
  } as unknown as LockManager;
}

describe("the till's lock", () => {
  it("lets one page have the till", async ({ expect }) => {
    const shared = locks();
    const first = await createTillLock(shared, "A.3").take(false, () => {});
    const second = await createTillLock(shared, "A.3").take(false, () => {});
    expect([first, second]).toEqual([true, false]);
  });

  it("can be taken over, and says so to the page that loses it", async ({ expect }) => {
    const shared = locks();
    const lost = Promise.withResolvers<string>();
    await createTillLock(shared, "A.3").take(false, () => lost.resolve("lost"));
    expect(await createTillLock(shared, "A.3").take(true, () => {})).toBe(true);
    expect(await lost.promise).toBe("lost");
  });

  it("is everybody's where the browser has no locks", async ({ expect }) => {
    expect(await createTillLock(undefined, "A.3").take(false, () => {})).toBe(true);
  });
});

describe("the screen guard", () => {
  /** A wake lock that counts, and that the test can let go as a hidden page does. */
  function wakeLock() {
    const log: string[] = [];
    let released = false;
    const sentinel = {
      get released() {
        return released;
      },
      release: () => {
        released = true;
        log.push("release");
        return Promise.resolve();
      },
    };
    return {
      log,
      hide: () => void (released = true),
      door: {
        request: () => {
          released = false;
          log.push("request");
          return Promise.resolve(sentinel);
        },
      } as unknown as WakeLock,
    };
  }
  const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

  it("keeps the screen on while it is wanted", async ({ expect }) => {
    const { door, log } = wakeLock();
    const guard = createScreenGuard(door);
    guard.want(true);
    guard.want(true);
    await settle();
    guard.want(false);
    await settle();
    expect(log).toEqual(["request", "release"]);
  });

  it("asks again when the page is seen again", async ({ expect }) => {
    const { door, log, hide } = wakeLock();
    const guard = createScreenGuard(door);
    guard.want(true);
    await settle();
    hide();
    guard.refresh();
    await settle();
    expect(log).toEqual(["request", "request"]);
  });

  it("lets go of a lock that is no longer wanted when it comes", async ({ expect }) => {
    const { door, log } = wakeLock();
    const guard = createScreenGuard(door);
    guard.want(true);
    guard.want(false);
    await settle();
    expect(log.at(-1)).toBe("release");
  });

  it("is quiet where the browser refuses", async ({ expect }) => {
    let asked = 0;
    const refusing = {
      request: () => {
        asked += 1;
        return Promise.reject(new DOMException("low battery", "NotAllowedError"));
      },
    } as unknown as WakeLock;
    createScreenGuard(refusing).want(true);
    await settle();
    expect(asked).toBe(1);
    expect(() => createScreenGuard(undefined).want(true)).not.toThrow();
  });
});
