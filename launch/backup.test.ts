import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { LedgerView } from "../worker/contract/ledger.ts";
import { TerminalView } from "../worker/contract/merchant.ts";
import { demoApi } from "./demo-api.ts";
import { type Sale, expectOk, sellingLoad } from "./selling-load.ts";
import { snapshotOf } from "./snapshot.ts";
import {
  clearAway,
  freshStateFolder,
  outcomeOf,
  removeFolder,
  type SpawnedTill,
  spawnTill,
  until,
} from "./spawned-till.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe("a backup of a till that sells", () => {
  const folder = freshStateFolder();
  const copy = join(freshStateFolder(), "restored");
  const load = sellingLoad("EUR");
  let before: readonly Sale[] = [];
  let till: SpawnedTill;

  beforeAll(async () => {
    const { code, output } = await outcomeOf("build.ts", [], {});
    if (code !== 0) throw new Error(output);
    till = await spawnTill(folder);
    const selling = load.sell(demoApi(till.demo), 6);
    const paid = (): readonly Sale[] => load.sales.filter(({ receipt }) => receipt !== null);
    await until("it sells", () => paid().length >= 20, 20_000);
    before = paid();
    const made = await outcomeOf("backup.ts", [copy], { EDGETILL_STATE: folder });
    if (made.code !== 0) throw new Error(made.output);
    const then = paid().length;
    await until("it goes on selling", () => paid().length > then, 20_000);
    await till.end("SIGTERM");
    await selling;
    till = await spawnTill(copy);
  });
  afterAll(async () => {
    await till.end("SIGTERM");
    clearAway(folder);
    clearAway(copy);
    removeFolder(join(copy, ".."));
  });

  it("has every sale that was acknowledged before it, and their receipts verify", async ({
    expect,
  }) => {
    const { url } = till.demo;
    const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", url));
    for (const { number, amount, receipt } of before) {
      const signed = await (await fetch(`${url}${receipt}/signed`)).text();
      const { payload } = await jwtVerify(signed, keys);
      expect(payload).toMatchObject({ number, amount });
    }
  });

  it("has books that balance and pair, and sells on without a number twice", async ({ expect }) => {
    const api = demoApi(till.demo);
    expect(expectOk(await api("/ledger", LedgerView)).balanced).toBe(true);
    const books = await outcomeOf("reconcile.ts", [], { EDGETILL_STATE: copy });
    expect(books.output).toContain('"broken":0');

    const { nextCounter } = expectOk(await api("/terminal", TerminalView));
    const counters = before.map(({ number }) => Number(number.split("-")[1]));
    expect(nextCounter).toBeGreaterThan(Math.max(...counters));
    const sale = await outcomeOf("demo.ts", [], { EDGETILL_STATE: copy });
    expect(sale.output).toContain(`order 1-${nextCounter} is placed`);
    expect(sale.output).toContain("captured; the order is paid");
  });

  it("is for its owner alone, and has nothing of the launch it was made of", ({ expect }) => {
    expect(statSync(copy).mode.toString(8).slice(-3)).toBe("700");
    expect(statSync(join(copy, "secrets.json")).mode.toString(8).slice(-3)).toBe("600");
    expect(existsSync(`${copy}.part`)).toBe(false);
  });

  it("is refused in one line where something is already, or nowhere is said", async ({
    expect,
  }) => {
    for (const args of [[], [copy], [join(folder, "inside")]]) {
      const { code, output } = await outcomeOf("backup.ts", args, { EDGETILL_STATE: folder });
      expect([code, output.trim().split("\n").length]).toEqual([1, 1]);
    }
    expect(readdirSync(folder)).not.toContain("inside.part");
  });
});

describe("the databases of a backup", () => {
  // Counts up in one database and then in another, as a payment is written down by a wallet and then by a merchant.
  const WRITER = `
    import { DatabaseSync } from "node:sqlite";
    const [first, second] = process.argv.slice(2).map((path) => new DatabaseSync(path));
    for (const database of [first, second])
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE counts (n); INSERT INTO counts VALUES (0)");
    console.log("counting");
    for (;;) for (const database of [first, second]) database.exec("UPDATE counts SET n = n + 1");
  `;

  it("are all of the same instant", async ({ expect }) => {
    const folder = freshStateFolder();
    const data = join(folder, "data", "do");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(folder, "writer.mjs"), WRITER);
    const paths = ["a", "z"].map((name) => join(data, `${name}.sqlite`));
    const writer = spawn(process.execPath, [join(folder, "writer.mjs"), ...paths], {
      argv0: join(folder, "workerd-of-a-test"),
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(writer.stdout, "data");
    try {
      for (let round = 0; round < 5; round++) {
        const outside = `${folder}-${round}`;
        const { pausedMs } = await snapshotOf(folder, outside);
        expect(pausedMs).not.toBe(null);
        const [first = 0, second = -1] = paths.map((path) =>
          countIn(path.replace(folder, outside)),
        );
        expect(second).toBeGreaterThan(0);
        expect([0, 1]).toContain(first - second);
        removeFolder(outside);
      }
    } finally {
      writer.kill("SIGKILL");
      removeFolder(folder);
    }
  });
});

function countIn(path: string): number {
  const database = new DatabaseSync(path);
  try {
    return Number(database.prepare("SELECT n FROM counts").get()?.["n"]);
  } finally {
    database.close();
  }
}
