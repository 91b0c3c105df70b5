import { decodeProtectedHeader } from "jose";
import { describe, it } from "vitest";
import { enrollingOf, takeIdentity } from "./credential-store.ts";
import { type EnrolSurroundings, enrolDevice } from "./enrol-device.ts";
import { forgetfulKeeper } from "./keeper.ts";

const CODE = `NEW.${"A".repeat(13)}.${"B".repeat(26)}`;
const CREDENTIAL = `${"A".repeat(13)}.1.${"C".repeat(26)}`;

/** A device on a network that answers with these, one after the other; and the keys that it showed. */
function deviceWith(answers: (() => Response)[], more: Partial<EnrolSurroundings> = {}) {
  const keys: unknown[] = [];
  const surroundings: EnrolSurroundings = {
    keeper: { ...forgetfulKeeper(), isLasting: true },
    fetch: async (_, init) => {
      keys.push(decodeProtectedHeader(new Headers(init.headers).get("dpop") ?? "").jwk?.x);
      return (answers.shift() ?? Response.error)();
    },
    locks: { request: (_: string, act: () => unknown) => act() } as unknown as LockManager,
    subtle: crypto.subtle,
    origin: "https://till",
    isOnline: () => true,
    ...more,
  };
  return { enrol: () => enrolDevice(CODE, surroundings), keys, keeper: surroundings.keeper };
}

const place = { hash: "", pathname: "/terminal", search: "" } as Location;
const cutOff = (): Response => {
  throw new TypeError("the line is down");
};
const made = (): Response => Response.json({ credential: CREDENTIAL }, { status: 201 });
const refused = (): Response =>
  Response.json(
    { type: "/problems/enrolment-unknown", title: "", status: 404, instance: "", retryable: false },
    { status: 404 },
  );

describe("a device", () => {
  it("shows the same key again when the answer was lost, and keeps it beside the credential", async ({
    expect,
  }) => {
    const { enrol, keys, keeper } = deviceWith([cutOff, made]);
    expect(await enrol()).toEqual({ type: "unanswered" });
    expect((await enrollingOf(keeper))?.code).toBe(CODE);
    expect(await enrol()).toEqual({ type: "enrolled" });
    expect(keys[0]).toBeTypeOf("string");
    expect(keys[1]).toBe(keys[0]);
    const { identity, brought } = await takeIdentity(keeper, place, {} as History);
    expect(identity?.keys?.privateKey.extractable).toBe(false);
    expect([identity?.credential.terminal, brought]).toEqual([1, ""]);
  });

  it("forgets a code that is refused", async ({ expect }) => {
    const { enrol, keeper } = deviceWith([refused]);
    expect(await enrol()).toEqual({ type: "failed", fault: "refused" });
    expect(await enrollingOf(keeper)).toBeNull();
  });

  it("uses no code up where the browser keeps nothing, or makes no keys", async ({ expect }) => {
    const kept = { ...forgetfulKeeper(), isLasting: true };
    const noKeys = { ...kept, put: () => Promise.reject(new Error("keys are not kept here")) };
    const devices = [
      deviceWith([made], { keeper: forgetfulKeeper() }),
      deviceWith([made], { keeper: noKeys }),
      deviceWith([made], { subtle: undefined }),
    ];
    const outcomes = await Promise.all(devices.map(({ enrol }) => enrol()));
    expect(outcomes.map((outcome) => "fault" in outcome && outcome.fault)).toEqual([
      "forgetful",
      "forgetful",
      "insecure",
    ]);
    expect(devices.flatMap(({ keys }) => keys)).toEqual([]);
  });
});
