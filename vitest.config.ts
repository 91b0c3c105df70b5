import { existsSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./e2e/slow-first.ts";
import { FakeStripe } from "./worker/tests/stripe/fake-stripe.ts";

const stripe = new FakeStripe();
const root = import.meta.dirname;

/** A root for tests; nothing is ever served with it. */
const secret = Buffer.from("a root of the tests, 32 bytes or").toString("base64url");
const testRoot = { id: 1, secret, notBefore: 0, notAfter: 4_102_444_800 };

/** The key pair of RFC 8037 appendix A: in print, so nothing real is signed with it. */
const testReceiptKey = {
  id: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  notBefore: 0,
};

/** A test that hangs is seen by it; one on a machine with other work is not. */
const PATIENCE_MS = 20_000;

/** Modules are cached as they were first found: tests that run too early would fail after the build as well. */
function onceBuilt(main: string): string {
  if (existsSync(`${root}/worker/payer/build`) && existsSync(`${root}/wasm/build`)) return main;
  throw new Error("Run npm run build first: the Worker's tests run what it makes.");
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        test: {
          name: "pure",
          testTimeout: PATIENCE_MS,
          isolate: false,
          environment: "node",
          include: [
            "*.test.ts",
            "sim/mutants.test.ts",
            "{worker,wasm,terminal-web,launch,bench}/**/*.test.ts",
          ],
          exclude: ["worker/{http,merchant,passkey,payer,tests}/**", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "sim",
          environment: "node",
          include: ["sim/sim.test.ts"],
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["./e2e/shared-till.ts"],
          // Its files take turns in one browser for each worker, which costs as much to start as a test.
          isolate: false,
          // Of the tests in a file that wait side by side.
          maxConcurrency: 3,
          // After the simulator, which takes all there is: a page that waits for a breath has none beside it.
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: onceBuilt("./worker/index.ts"),
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                TOKEN_ROOTS: JSON.stringify([testRoot]),
                RECEIPT_KEYS: JSON.stringify([testReceiptKey]),
                SESSION_KEYS: JSON.stringify([testRoot]),
                SIGN_UP: "open",
                LOG_REQUESTS: "off",
                ...(process.env["FUZZ_RUNS"] && { FUZZ_RUNS: process.env["FUZZ_RUNS"] }),
                SANDBOX: "on",
                OPERATOR_KEY: "operator-key-of-the-tests-only",
                STRIPE_SECRET_KEY: "sk_test_of_the_tests_only",
                STRIPE_WEBHOOK_SECRET: "whsec_of_the_tests_only,whsec_before_it_was_rolled",
                STRIPE_ALL_ORDERS: process.env["STRIPE_ALL_ORDERS"] ?? "",
                MIGRATIONS: await readD1Migrations(`${root}/migrations`),
              },
              // Whatever leaves the Worker comes here: there is no other way out of a test.
              outboundService: (request: Request) => stripe.fetch(request),
            },
          })),
        ],
        test: {
          name: "workerd",
          testTimeout: PATIENCE_MS,
          include: ["worker/{http,merchant,passkey,payer,tests}/**/*.test.ts"],
          // One file instead of hundreds, which are read one by one.
          deps: { optimizer: { ssr: { enabled: true, include: ["stripe"] } } },
          setupFiles: ["./worker/tests/setup.ts"],
        },
      },
    ],
  },
});
