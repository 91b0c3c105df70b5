import { build } from "../launch/build-project.ts";
import { pageLatencies } from "./sale/page-latencies.ts";
import { pushLatencies } from "./sale/push.ts";
import { edgeRates } from "./sale/edge.ts";
import { serve } from "./sale/serve.ts";
import { toldLatencies, walletCosts } from "./sale/wallet.ts";
import { type Shop, peerShop, post, productShop, salesPerSecond } from "./sale/shop.ts";

// `npm run bench`: what a sale costs and how soon both sides know, against the same work on D1 alone in the same run.
// Every figure says the layer it was measured on; what the platform itself adds or takes away is not in it.
const LAYER = "workerd on this machine, its own socket, state on disk, load from the same machine";
const LINES = 16;
const ROUNDS = 3;
const ROUND_MS = 4_000;
const SALES_COUNTED = 100;

const tell = (name: string, value: number, unit: string): void =>
  console.log(JSON.stringify({ name, value: Math.round(value * 100) / 100, unit, layer: LAYER }));

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? Number.NaN;
const median = (values: readonly number[]): number => percentile(values, 0.5);

await build();

const product = await serve("product");
const peer = await serve("d1-peer.ts");
await post(`${peer.url}/setup`, {});

const latencies = (await pushLatencies(product)).slice(20);
tell("push.p50", percentile(latencies, 0.5), "ms");
tell("push.p99", percentile(latencies, 0.99), "ms");

const chimes = (await pageLatencies("chime-latency.ts")).slice(5);
tell("chime.p50", percentile(chimes, 0.5), "ms");
tell("chime.p95", percentile(chimes, 0.95), "ms");

const usable = (await pageLatencies("usable-latency.ts")).slice(3);
tell("usable.slowed_4x.p50", percentile(usable, 0.5), "ms");
tell("usable.slowed_4x.p95", percentile(usable, 0.95), "ms");

const told = await toldLatencies(product);
const [sandboxTold, walletTold] = [told.sandbox, told.wallet].map((all) => median(all.slice(10)));
tell("told.sandbox.p50", sandboxTold ?? Number.NaN, "ms");
tell("told.wallet.p50", walletTold ?? Number.NaN, "ms");
tell("told.wallet.vs_sandbox", (walletTold ?? Number.NaN) / (sandboxTold ?? Number.NaN), "ratio");

const one = [await productShop(product)];
const fifty: Shop[] = [];
for (let i = 0; i < 50; i++) fifty.push(await productShop(product));
const onD1 = [peerShop(peer, "AAAAAAAAAAAAA")];
const rates = { one: [] as number[], fifty: [] as number[], d1: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  rates.one.push(await salesPerSecond(one, LINES, ROUND_MS));
  rates.d1.push(await salesPerSecond(onD1, LINES, ROUND_MS));
  rates.fifty.push(await salesPerSecond(fifty, LINES, ROUND_MS));
}
tell("sales.one", median(rates.one), "sales/s");
tell("sales.fifty", median(rates.fifty), "sales/s");
tell(
  "sales.one.vs_d1",
  median(rates.one.map((rate, round) => rate / (rates.d1[round] ?? Number.NaN))),
  "ratio",
);
const { refusals, claims } = await edgeRates(product);
tell("edge.refusals", refusals, "requests/s");
tell("edge.claims", claims, "requests/s");
tell("edge.refusals.vs_claims", refusals / claims, "ratio");
await product.stop();
await peer.stop();

const counted = await serve("counted-worker.ts");
const shop = await productShop(counted);
await fetch(`${counted.url}/counts`);
for (let i = 0; i < SALES_COUNTED; i++) await shop.sell();
const counts = (await (await fetch(`${counted.url}/counts`)).json()) as {
  rows: number;
  calls: number;
  queries: number;
};
tell("sale.rows_written", counts.rows / SALES_COUNTED, "rows/sale");
tell("sale.object_calls", counts.calls / SALES_COUNTED, "calls/sale");
tell("sale.d1_queries", counts.queries / SALES_COUNTED, "queries/sale");
const { rows, calls } = await walletCosts(counted);
tell("wallet.rows_written", rows, "rows/payment");
tell("wallet.object_calls", calls, "calls/payment");
const cold = await productShop(counted);
await fetch(`${counted.url}/counts`);
await cold.sell();
const first = (await (await fetch(`${counted.url}/counts`)).json()) as { rows: number };
tell("sale.rows_written.first", first.rows, "rows/sale");
await counted.stop();
