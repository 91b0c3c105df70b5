import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { proveKeys } from "./prove-keys.ts";
import type { KeyRing } from "./key-ring.ts";
import { rotatedRoots, secretsOf } from "./secrets.ts";
import { freshStateFolder, outcomeOf, removeFolder } from "./spawned-till.ts";

const NOW = 1_800_000_000;
const folder = freshStateFolder();
const secrets = secretsOf(folder);
const [present, next] = rotatedRoots(secrets.tokenRoots, NOW) as [KeyRing[0], KeyRing[0]];

const broken: [string, KeyRing, string][] = [
  ["a gap between two roots", [{ ...present, notAfter: NOW }, next], "root key 1: begins after"],
  ["an id used twice", [present, { ...next, id: present.id }], "root key 0: the id is used twice"],
  [
    "a secret used twice",
    [present, { ...next, secret: present.secret }],
    "root key 1: has the secret of root key 0",
  ],
  ["an end before its beginning", [{ ...present, notBefore: NOW, notAfter: 0 }], "root key 0: no"],
];

it.for(broken)(
  "%s is refused in a sentence that names the key",
  ([, tokenRoots, sentence], { expect }) => {
    expect(() => proveKeys({ ...secrets, tokenRoots }, folder)).toThrow(sentence);
  },
);

it("keys as they are made, and as they are rotated, are taken", ({ expect }) => {
  expect(() => proveKeys(secrets, folder)).not.toThrow();
  expect(() => proveKeys({ ...secrets, tokenRoots: [present, next] }, folder)).not.toThrow();
});

it("a till with broken keys does not start, and says which key it is", async ({ expect }) => {
  const tokenRoots = [{ ...present, notAfter: NOW }, next];
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ ...secrets, tokenRoots }));
  const { code, output } = await outcomeOf("start.ts", [], { EDGETILL_STATE: folder });
  expect(code).toBe(1);
  expect(output.trim().split("\n").at(-1)).toContain("secrets.json: root key 1: begins after");
  removeFolder(folder);
}, 30_000);
