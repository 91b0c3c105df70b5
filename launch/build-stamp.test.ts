import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { fingerprintOf, isStamped, stamp } from "./build-stamp.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

describe("the fingerprint of a step's inputs", () => {
  let root: string;
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  const fingerprint = (): string => fingerprintOf(root, ["src", "tool.json"]);

  beforeEach(() => {
    root = freshStateFolder();
    for (const folder of ["src/inner", "src/build", "src/node_modules"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    write("src/inner/a.ts", "a");
  });
  afterEach(() => removeFolder(root));

  it("changes with a file's content, name and absence", ({ expect }) => {
    const seen = new Set([fingerprint()]);
    write("src/inner/a.ts", "ab");
    seen.add(fingerprint());
    write("src/b.ts", "b");
    seen.add(fingerprint());
    rmSync(join(root, "src/b.ts"));
    rmSync(join(root, "src/inner/a.ts"));
    seen.add(fingerprint());
    write("tool.json", "{}");
    seen.add(fingerprint());
    expect(seen.size).toBe(5);
  });

  it("changes when a file is put back to an older version of the same size", ({ expect }) => {
    const before = fingerprint();
    write("src/inner/a.ts", "z");
    utimesSync(join(root, "src/inner/a.ts"), 1, 1);
    expect(fingerprint()).not.toBe(before);
  });

  it("does not change with tests, nor with what builds and installs make", ({ expect }) => {
    const before = fingerprint();
    write("src/a.test.ts", "t");
    write("src/build/out.js", "o");
    write("src/node_modules/x.js", "x");
    expect(fingerprint()).toBe(before);
  });

  it("is found again in its stamp, and no other is", ({ expect }) => {
    const file = join(root, "stamps/step");
    expect(isStamped(file, "one")).toBe(false);
    stamp(file, "one");
    expect(isStamped(file, "one")).toBe(true);
    expect(isStamped(file, "two")).toBe(false);
  });
});
