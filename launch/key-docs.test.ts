import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { ROOT } from "./project.ts";
import { bindingsOf, keepStripeKeys, secretsOf } from "./secrets.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

it("docs/keys.md says of each secret that the Worker is given how it is rotated, and of no other", ({
  expect,
}) => {
  const folder = freshStateFolder();
  keepStripeKeys(folder, {
    STRIPE_SECRET_KEY: "sk_test_0123456789abc",
    STRIPE_WEBHOOK_SECRET: "whsec_0123456789abc",
  });
  const page = readFileSync(join(ROOT, "docs/keys.md"), "utf8");
  const said = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = ""]) => name);
  expect(said.toSorted()).toEqual(Object.keys(bindingsOf(secretsOf(folder))).toSorted());
  removeFolder(folder);

  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const commands = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? "");
  expect(commands.length).toBeGreaterThan(6);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});
