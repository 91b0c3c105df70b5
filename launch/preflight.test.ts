import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "vitest";
import { lacks } from "./preflight.mjs";

const WELL = {
  version: "24.21.0",
  platform: "linux",
  hasPackage: () => true,
  workerdFault: () => null,
};

describe("the preflight", () => {
  it("says nothing where nothing is missing, as here", ({ expect }) => {
    expect(lacks(WELL)).toEqual([]);
    const run = spawnSync(process.execPath, [join(import.meta.dirname, "preflight.mjs")], {
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  it.for(["12.22.12", "18.20.4", "20.20.2", "22.17.1", "23.5.0"])(
    "finds Node %s too old",
    (version, { expect }) => {
      const [sentence, ...more] = lacks({ ...WELL, version });
      expect(sentence).toContain(`Node ${version} is too old`);
      expect(sentence).toContain("npm install");
      expect(more).toEqual([]);
    },
  );

  it.for(["22.18.0", "22.30.1", "23.6.0", "24.0.0", "26.1.0"])(
    "takes Node %s",
    (version, { expect }) => {
      expect(lacks({ ...WELL, version })).toEqual([]);
    },
  );

  it("sends to nodejs.org where no Node comes with the packages", ({ expect }) => {
    expect(lacks({ ...WELL, version: "20.1.0", platform: "darwin" })[0]).toContain(
      "https://nodejs.org",
    );
  });

  it("names the packages that are missing, and then does not try the runtime", ({ expect }) => {
    const facts = {
      ...WELL,
      hasPackage: (name: string) => name !== "vite",
      workerdFault: () => "never",
    };
    expect(lacks(facts)).toEqual(["Packages are not installed (vite): run npm install."]);
  });

  it("says why the runtime does not run, and each lack in one line", ({ expect }) => {
    const sentences = lacks({ ...WELL, version: "20.0.0", workerdFault: () => "spawn ENOEXEC" });
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toContain("spawn ENOEXEC");
    for (const sentence of sentences) expect(sentence).not.toContain("\n");
  });
});
