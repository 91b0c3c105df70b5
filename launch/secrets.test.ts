import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { builtModule } from "../wasm/built-module.ts";
import { createCore } from "../wasm/core.ts";
import { parseTokenRoots } from "../worker/contract/token-roots.ts";
import {
  bindingsOf,
  keepStripeKeys,
  rotateOperatorKeyOf,
  rotateReceiptKeysOf,
  rotateRootsOf,
  rotateSessionKeysOf,
  rotatedRoots,
  secretsOf,
  shownOperatorKey,
} from "./secrets.ts";

const core = createCore(builtModule());
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

describe("the secrets", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = freshStateFolder();
    path = join(folder, "secrets.json");
  });
  afterEach(() => removeFolder(folder));

  it("are made once, for this folder, and read by their owner alone", ({ expect }) => {
    const made = secretsOf(folder);
    expect(secretsOf(folder)).toEqual(made);
    expect(statSync(path).mode.toString(8).slice(-3)).toBe("600");

    const other = freshStateFolder();
    expect(secretsOf(other).operatorKey).not.toBe(made.operatorKey);
    expect(secretsOf(other).tokenRoots[0]?.secret).not.toBe(made.tokenRoots[0]?.secret);
    removeFolder(other);
  });

  it("hold one token root of 32 bytes that is good now", ({ expect }) => {
    const { tokenRoots } = secretsOf(folder);
    expect(tokenRoots).toHaveLength(1);
    const [root] = tokenRoots;
    expect(Buffer.from(root?.secret ?? "", "base64url")).toHaveLength(32);
    expect(root?.notBefore).toBeLessThan(Date.now() / 1000);
    expect(root?.notAfter).toBeGreaterThan(Date.now() / 1000);
  });

  it.for(["", "{", "[]", '{"tokenRoots":[],"operatorKey":""}', "null"])(
    "are refused in one line, and left as they are, when the file holds %j",
    (text, { expect }) => {
      writeFileSync(path, text);
      expect(() => secretsOf(folder)).toThrow(/secrets\.json is damaged; [^\n]+$/);
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );

  it("are refused when one byte of a root is missing", ({ expect }) => {
    const secrets = secretsOf(folder);
    const short = secrets.tokenRoots.map((root) => ({ ...root, secret: root.secret.slice(1) }));
    writeFileSync(path, JSON.stringify({ ...secrets, tokenRoots: short }));
    expect(() => secretsOf(folder)).toThrow("damaged; see key 0 (tokenRoots.0.secret); ");
  });
});

describe("the keys of an account at Stripe", () => {
  let folder: string;
  beforeEach(() => void (folder = freshStateFolder()));
  afterEach(() => removeFolder(folder));
  const key = "sk_test_0123456789abc";

  it("are kept as they are given, one at a time too, and outlive a rotation of other keys", ({
    expect,
  }) => {
    expect(bindingsOf(secretsOf(folder))).not.toHaveProperty("STRIPE_SECRET_KEY");
    keepStripeKeys(folder, {});
    keepStripeKeys(folder, { STRIPE_SECRET_KEY: key });
    keepStripeKeys(folder, { STRIPE_WEBHOOK_SECRET: "whsec_0123456789abc", STRIPE_SECRET_KEY: "" });
    const both = "whsec_0123456789abc,whsec_before_it_was_rolled";
    keepStripeKeys(folder, { STRIPE_WEBHOOK_SECRET: both });
    rotateRootsOf(folder, 1_800_000_000);
    rotateOperatorKeyOf(folder, 1_800_000_000, false);
    expect(bindingsOf(secretsOf(folder))).toMatchObject({
      STRIPE_SECRET_KEY: key,
      STRIPE_WEBHOOK_SECRET: both,
    });
  });

  it("are refused by name, without being repeated, when they cannot be ones", ({ expect }) => {
    const wrong = "pk_live_0123456789abc";
    const keep = (given: object) => () => keepStripeKeys(folder, { ...given });
    expect(keep({ STRIPE_SECRET_KEY: wrong })).toThrow(/^STRIPE_SECRET_KEY is not [^0-9]+$/);
    expect(keep({ STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: wrong })).toThrow(
      /^STRIPE_WEBHOOK_SECRET is not [^0-9]+$/,
    );
    expect(secretsOf(folder)).not.toHaveProperty("stripe");
  });
});

describe("rotating the operator's key", () => {
  const NOW = 1_800_000_000;
  const DAY = 86_400;
  let folder: string;
  beforeEach(() => void (folder = freshStateFolder()));
  afterEach(() => removeFolder(folder));

  it("leaves the one before it a day, shows that one so long, and changes nothing else", ({
    expect,
  }) => {
    const { operatorKey: old, ...rest } = secretsOf(folder);
    rotateOperatorKeyOf(folder, NOW, false);
    const { operatorKey, operatorKeyBefore, ...others } = secretsOf(folder);
    expect(operatorKey).not.toBe(old);
    expect(operatorKeyBefore).toEqual({ key: old, notAfter: NOW + DAY });
    expect(others).toEqual(rest);
    expect(bindingsOf(secretsOf(folder))).toMatchObject({
      OPERATOR_KEY: operatorKey,
      OPERATOR_KEY_BEFORE: JSON.stringify(operatorKeyBefore),
    });
    // The till that runs on knows only the old one; the one that was started again knows both.
    expect(shownOperatorKey(secretsOf(folder), NOW + DAY - 1)).toBe(old);
    expect(shownOperatorKey(secretsOf(folder), NOW + DAY)).toBe(operatorKey);
  });

  it("drops one that has leaked at once, and the one before that", ({ expect }) => {
    rotateOperatorKeyOf(folder, NOW, false);
    const leaked = secretsOf(folder).operatorKey;
    rotateOperatorKeyOf(folder, NOW + 1, true);
    expect(secretsOf(folder)).not.toHaveProperty("operatorKeyBefore");
    expect(shownOperatorKey(secretsOf(folder), NOW + 1)).not.toBe(leaked);
    expect(bindingsOf(secretsOf(folder))).toMatchObject({ OPERATOR_KEY_BEFORE: "null" });
  });
});

describe("keys of which one has leaked", () => {
  it("are replaced at once: what the old ones make is nothing, and receipts of before stay true", ({
    expect,
  }) => {
    const folder = freshStateFolder();
    const before = secretsOf(folder);
    const now = 1_800_000_000;
    rotateRootsOf(folder, now, true);
    rotateSessionKeysOf(folder, now, true);
    rotateReceiptKeysOf(folder, now, true);
    const { tokenRoots, sessionKeys, receiptKeys } = secretsOf(folder);
    for (const [ring, old] of [
      [tokenRoots, before.tokenRoots],
      [sessionKeys, before.sessionKeys],
    ] as const) {
      expect(ring.map(({ notBefore }) => notBefore)).toEqual([0]);
      expect(ring[0]?.secret).not.toBe(old[0]?.secret);
      expect(ring[0]?.id).not.toBe(old[0]?.id);
    }
    const fields = { merchant: "JC6LGRQBQNYPE", terminal: 1, counter: 1, cell: 0, window: 7 };
    core.loadRoots(parseTokenRoots(JSON.stringify(before.tokenRoots)));
    const token = core.issue(fields);
    core.loadRoots(parseTokenRoots(JSON.stringify(tokenRoots)));
    expect(core.verify(token, 7).ok).toBe(false);
    expect(core.verify(core.issue(fields), 7).ok).toBe(true);
    expect(receiptKeys.map(({ d, notBefore }) => [d !== undefined, notBefore])).toEqual([
      [false, 0],
      [true, now],
    ]);
    expect(receiptKeys[0]?.x).toBe(before.receiptKeys[0]?.x);
    removeFolder(folder);
  });
});

describe("rotating the token roots", () => {
  const NOW = 1_800_000_000;
  const first = {
    id: 0,
    secret: Buffer.from("a root of the tests, 32 bytes or").toString("base64url"),
    notBefore: 0,
    notAfter: 4_102_444_800,
  };

  it("leaves no instant without a root that signs, and none with two that end later", ({
    expect,
  }) => {
    let roots = [first];
    for (let turn = 0; turn < 40; turn++) {
      const now = NOW + turn * 86_400;
      roots = rotatedRoots(roots, now);
      const [last, before] = [roots.at(-1), roots.at(-2)];
      expect(last?.notBefore).toBe(before?.notAfter);
      expect(last?.notBefore).toBeGreaterThan(now);
      expect(new Set(roots.map(({ id }) => id)).size).toBe(roots.length);
      expect(() => core.loadRoots(parseTokenRoots(JSON.stringify(roots)))).not.toThrow();
    }
    expect(roots).toHaveLength(2);
  });

  it("refuses no code that is on a screen, at a thousand instants around the change", ({
    expect,
  }) => {
    const roots = rotatedRoots([first], NOW);
    const window = (seconds: number): number => Math.floor(seconds / 10);
    const fields = { merchant: "JC6LGRQBQNYPE", terminal: 1, counter: 1, cell: 0 };
    for (let i = 0; i < 1_000; i++) {
      const at = NOW + i * 7.3;
      core.loadRoots(parseTokenRoots(JSON.stringify(roots)));
      const token = core.issue({ ...fields, window: window(at) });
      expect(core.verify(token, window(at + 9)).ok).toBe(true);
      // A copy of the Worker that has not heard of the change yet signs the same until then.
      if (at < NOW + 3_600) {
        core.loadRoots(parseTokenRoots(JSON.stringify([first])));
        expect(core.verify(token, window(at)).ok).toBe(true);
      }
    }
  });

  it("is refused when every id is still needed", ({ expect }) => {
    const crowd = Array.from({ length: 16 }, (_, id) => ({ ...first, id, notAfter: NOW + 1_000 }));
    expect(() => rotatedRoots(crowd, NOW)).toThrow("sixteen");
  });
});
