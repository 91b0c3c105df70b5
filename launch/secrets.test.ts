import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { secretsOf } from "./secrets.ts";
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
    expect(() => secretsOf(folder)).toThrow("damaged");
  });
});
