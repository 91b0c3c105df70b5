import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "../launch/build-project.ts";
import { ROOT } from "../launch/project.ts";
import { PRICES, type Use, billOf } from "./sale/prices.ts";
import { serve } from "./sale/serve.ts";
import { foundMerchant, post, productShop } from "./sale/shop.ts";

// `npm run costs`: what a month costs on Cloudflare, from what real pages, a real Worker and real objects ask for here.

/** A shop as we take it: what the bill is made of besides what is measured. */
const SHOP = { salesADay: 50, days: 26, hoursADay: 10, staysMonths: 12 };
const MERCHANTS = [1, 100, 10_000];
const SALES_STORED = 300;
const OBJECT_GIGABYTES = 0.128;
const SWEEPS = 30 * 24 * 60;
/** worker/sweep.ts wakes no more of a kind at once. */
const SWEPT_AT_ONCE = 50;

interface Counts {
  readonly requests: number;
  readonly rows: number;
  readonly rowsRead: number;
  readonly calls: number;
  readonly activeMs: number;
  readonly bytes: number;
}

await build();
const served = await serve("counted-worker.ts");
const counts = async (): Promise<Counts> =>
  (await (await fetch(`${served.url}/counts`)).json()) as Counts;

const credential = await foundMerchant(served);
const script = join(ROOT, "e2e/sale-uses.ts");
const { stdout } = await promisify(execFile)(process.execPath, [script, served.url, credential]);
const { minute, sale } = JSON.parse(stdout) as { minute: Counts; sale: Counts };

const shop = await productShop(served);
await shop.sell();
const { bytes: empty } = await counts();
const cpuBefore = cpuMs();
for (let i = 0; i < SALES_STORED; i++) await shop.sell();
const cpu = cpuMs() - cpuBefore;
const stored = await counts();
await post(`${served.url}/sweep`, {}).catch(() => {});
const sweep = await counts();
await served.stop();

const saleBytes = (stored.bytes - empty) / SALES_STORED;
/** All of workerd's CPU, objects included, though the platform bills the Worker's alone. */
const requestCpuMs = cpu / stored.requests;
/** Two merchants were swept. */
const perSwept = { calls: sweep.calls / 2, rows: sweep.rows / 2 };

console.log(
  JSON.stringify({ sale, minuteAtRest: minute, saleBytes, requestCpuMs, perSwept, shop: SHOP }),
);
console.log("\n| merchants | sales a month | US dollars a month | of which |\n| - | - | - | - |");
for (const merchants of MERCHANTS) {
  const use = useOf(merchants);
  const { lines, usd } = billOf(use);
  const most = Object.entries(lines)
    .filter(([, line]) => line >= 0.5)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, line]) => `${name} ${line.toFixed(2)}`);
  const sales = merchants * SHOP.salesADay * SHOP.days;
  console.log(
    `| ${merchants} | ${sales} | ${usd.toFixed(2)} | ${["plan 5.00", ...most].join(", ")} |`,
  );
  console.log(
    `  ${Object.keys(PRICES)
      .map((name) => `${name} ${Math.round(use[name as keyof Use])}`)
      .join(", ")}`,
  );
}

function useOf(merchants: number): Use {
  const sales = merchants * SHOP.salesADay * SHOP.days;
  const minutes = merchants * SHOP.hoursADay * 60 * SHOP.days;
  const swept = SWEEPS * Math.min(merchants, SWEPT_AT_ONCE);
  const requests = sales * sale.requests + minutes * minute.requests + SWEEPS;
  return {
    requests,
    cpuMs: requests * requestCpuMs,
    objectCalls: sales * sale.calls + minutes * minute.calls + swept * perSwept.calls,
    gigabyteSeconds:
      ((sales * sale.activeMs + minutes * minute.activeMs) / 1000) * OBJECT_GIGABYTES,
    rowsRead: sales * sale.rowsRead + minutes * minute.rowsRead,
    // One row of the directory for each object that is swept.
    rowsWritten: sales * sale.rows + minutes * minute.rows + swept * (perSwept.rows + 1),
    storedGigabytes: (sales * SHOP.staysMonths * saleBytes + merchants * empty) / 1e9,
  };
}

/** The CPU that the runtime has used so far: proc(5), in ticks of 10 ms. */
function cpuMs(): number {
  const child = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .trim()
    .split(" ")
    .find((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "workerd");
  const fields = readFileSync(`/proc/${child}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
