import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import * as v from "valibot";
import { unstable_readConfig } from "wrangler";
import { ROOT } from "./project.ts";
import { optionsFor } from "./runtime.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";
import { readBundle } from "./worker-bundle.ts";

const WranglerConfig = v.object({
  compatibility_date: v.string(),
  compatibility_flags: v.array(v.string()),
  durable_objects: v.object({
    bindings: v.array(v.object({ name: v.string(), class_name: v.string() })),
  }),
  d1_databases: v.array(v.object({ binding: v.string() })),
  assets: v.object({ binding: v.string() }),
});

describe("the bundle", () => {
  const root = freshStateFolder();
  const folder = join(root, "worker");
  const toml = join(ROOT, "wrangler.toml");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.js"), "export default {}");
  writeFileSync(join(folder, "1a-core.wasm"), new Uint8Array([0, 0x61, 0x73, 0x6d]));
  writeFileSync(join(folder, "2b-0001.sql"), "SELECT 1;");
  writeFileSync(join(folder, "3c-follow.txt"), "script");
  writeFileSync(join(folder, "index.js.map"), "{}");
  writeFileSync(join(folder, "README.md"), "words");
  afterAll(() => removeFolder(root));
  const bundle = readBundle(folder, toml);

  it("is the modules that the deployed Worker has, by their kinds", ({ expect }) => {
    expect(Object.keys(bundle.modules).toSorted()).toEqual([
      "1a-core.wasm",
      "2b-0001.sql",
      "3c-follow.txt",
      "index.js",
    ]);
    expect(bundle.modules["2b-0001.sql"]).toEqual({ type: "text", contents: "SELECT 1;" });
    expect(bundle.modules["1a-core.wasm"]).toEqual({
      type: "wasm",
      contents: new Uint8Array([0, 0x61, 0x73, 0x6d]),
    });
  });

  it("expects of the runtime, and is bound to, what wrangler reads in wrangler.toml", ({
    expect,
  }) => {
    const config = v.parse(WranglerConfig, unstable_readConfig({ config: toml }));
    expect(bundle.compatibilityDate).toBe(config.compatibility_date);
    expect(bundle.compatibilityFlags).toEqual(config.compatibility_flags);

    const options = optionsFor({
      stateFolder: root,
      port: 0,
      bundle,
      secrets: { tokenRoots: [], sessionKeys: [], operatorKey: "", receiptKeys: [] },
      signUp: "open",
      logsRequests: false,
      publicOrigin: null,
      staticFiles: () => {},
      log: () => {},
    });
    const env = options.workers[0]?.config.env ?? {};
    const names = [
      ...config.durable_objects.bindings.map(({ name }) => name),
      ...config.d1_databases.map(({ binding }) => binding),
      config.assets.binding,
    ];
    expect(Object.keys(env)).toEqual(expect.arrayContaining(names));
    const classes = config.durable_objects.bindings.map((binding) => binding.class_name);
    expect(Object.keys(options.workers[0]?.config.exports ?? {})).toEqual(classes);
  });

  it("is refused when wrangler.toml does not say which runtime it expects", ({ expect }) => {
    const other = join(root, "wrangler.toml");
    writeFileSync(other, 'name = "x"\n');
    expect(() => readBundle(folder, other)).toThrow("compatibility_date");
  });
});
