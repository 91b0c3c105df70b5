import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { childrenOf, isRunning } from "./process-table.ts";
import {
  clearAway,
  freshStateFolder,
  liveRuntimeOf,
  outcomeOf,
  spawnTill,
  until,
} from "./spawned-till.ts";

// How the launcher ends, with the real Worker behind it.
vi.setConfig({ testTimeout: 15_000, hookTimeout: 15_000 });

beforeAll(async () => {
  const { code, output } = await outcomeOf("build.ts", [], {});
  if (code !== 0) throw new Error(output);
}, 60_000);

describe("the end of a till", () => {
  const folder = freshStateFolder();
  afterAll(() => clearAway(folder));

  it("leaves nothing behind after SIGKILL, and the next start finds the same merchant", async ({
    expect,
  }) => {
    const first = await spawnTill(folder);
    const runtime = liveRuntimeOf(folder);
    expect(isRunning(runtime)).toBe(true);
    expect((await first.end("SIGKILL")).code).toBe("SIGKILL");
    await until("the runtime is gone", () => !isRunning(runtime), 2000);

    const second = await spawnTill(folder);
    expect(second.demo.merchant).toBe(first.demo.merchant);
    expect(second.demo.apiKey).toBe(first.demo.apiKey);
    await second.end("SIGTERM");
  });

  it("ends a runtime that an earlier launcher and its guard both left", async ({ expect }) => {
    const first = await spawnTill(folder);
    const runtime = liveRuntimeOf(folder);
    const [guard] = childrenOf(first.process.pid ?? 0, "sh");
    if (guard === undefined) throw new Error("there is no guard");
    process.kill(guard, "SIGKILL");
    await first.end("SIGKILL");
    expect(isRunning(runtime)).toBe(true);

    const second = await spawnTill(folder);
    expect(isRunning(runtime)).toBe(false);
    await second.end("SIGTERM");
  });

  it("follows npm's own, of which npm says nothing", async ({ expect }) => {
    const script = JSON.stringify(join(import.meta.dirname, "start.ts"));
    const program = `require("child_process").spawn(process.execPath, [${script}], { stdio: "inherit" })`;
    const npm = spawn(process.execPath, ["-e", program], {
      env: { ...process.env, EDGETILL_STATE: folder, PORT: "0", npm_lifecycle_event: "start" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let output = "";
    npm.stdout.on("data", (chunk) => {
      output += chunk;
    });
    await until("it serves", () => output.includes("Ctrl-C ends"), 60_000);
    const runtime = liveRuntimeOf(folder);
    const launcher = JSON.parse(readFileSync(join(folder, "holder.json"), "utf8")).pid;
    expect([launcher, runtime].map(isRunning)).toEqual([true, true]);

    npm.kill("SIGKILL");
    await until("both are gone", () => !isRunning(launcher) && !isRunning(runtime), 20_000);
  });

  it.for([
    { signal: "SIGINT", expected: 130 },
    { signal: "SIGTERM", expected: 143 },
  ] as const)(
    "comes on $signal, live channels or not, with code $expected",
    async ({ signal, expected }, { expect }) => {
      const till = await spawnTill(folder);
      const runtime = liveRuntimeOf(folder);
      const channel = new WebSocket(`${till.demo.url.replace("http", "ws")}/api/v1/stream`, {
        headers: { Authorization: `Bearer ${till.demo.apiKey}` },
      });
      await new Promise((resolve) => channel.addEventListener("open", resolve, { once: true }));

      const { code } = await till.end(signal);
      expect(code).toBe(expected);
      await until("the runtime is gone", () => !isRunning(runtime), 20_000);
    },
  );
});
