import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { connect } from "node:tls";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { fileLimitsOf, listeningAddressesOf } from "./process-table.ts";
import {
  freshStateFolder,
  liveRuntimeOf,
  outcomeOf,
  clearAway,
  runtimeOf,
  type SpawnedTill,
  spawnTill,
  until,
} from "./spawned-till.ts";

// The launcher as a process, with the real Worker behind it.
vi.setConfig({ testTimeout: 15_000, hookTimeout: 15_000 });

beforeAll(async () => {
  const { code, output } = await outcomeOf("build.ts", [], {});
  if (code !== 0) throw new Error(output);
}, 60_000);

describe("the build", () => {
  it("leaves alone what is up to date, also when two build at once", async ({ expect }) => {
    const outcomes = await Promise.all([
      outcomeOf("build.ts", [], {}),
      outcomeOf("build.ts", [], {}),
    ]);
    for (const { code, output } of outcomes) {
      expect(output.match(/unchanged$/gm)).toHaveLength(4);
      expect(code).toBe(0);
    }
  });
});

describe("a till that runs", () => {
  const folder = freshStateFolder();
  let till: SpawnedTill;

  beforeAll(async () => {
    till = await spawnTill(folder, ["--https"]);
  });
  afterAll(async () => {
    await till.end("SIGTERM");
    clearAway(folder);
  });

  it("says how long it took to be ready, and where it is", ({ expect }) => {
    const ms = /ready in (\d+) ms/.exec(till.output())?.[1];
    expect(Number(ms)).toBeGreaterThan(0);
    expect(till.output()).toContain("sandbox money");
    expect(till.output()).toContain(till.demo.terminalUrl);
  });

  it("writes demo.json for its owner alone, with four entries", ({ expect }) => {
    const path = join(folder, "demo.json");
    expect(Object.keys(JSON.parse(readFileSync(path, "utf8")))).toEqual([
      "url",
      "merchant",
      "terminalUrl",
      "apiKey",
    ]);
    expect(statSync(path).mode.toString(8).slice(-3)).toBe("600");
  });

  it("sells through the credential of demo.json", async ({ expect }) => {
    const { code, output } = await outcomeOf("demo.ts", ["12.30"], { EDGETILL_STATE: folder });
    expect(output).toContain("captured; the order is paid");
    expect(code).toBe(0);
  });

  it("refuses a second start on its folder in one line that says where it serves", async ({
    expect,
  }) => {
    const { code, output } = await outcomeOf("start.ts", [], { EDGETILL_STATE: folder });
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toContain(`process ${till.process.pid} serves ${till.demo.url}`);
    expect(code).toBe(1);
  });

  it("gives its runtime all the file descriptors that the system allows", ({ expect }) => {
    const { soft, hard } = fileLimitsOf(liveRuntimeOf(folder));
    expect(soft).toMatch(/^\d+$|^unlimited$/);
    expect(soft).toBe(hard);
  });

  it("listens on nothing but 127.0.0.1, except for the proxy", ({ expect }) => {
    const LOOPBACK = "0100007F";
    const processes = [till.process.pid ?? 0, liveRuntimeOf(folder)];
    const listening = processes.flatMap(listeningAddressesOf);
    expect(listening.filter((address) => address === LOOPBACK).length).toBeGreaterThanOrEqual(2);
    expect(listening.filter((address) => address !== LOOPBACK)).toHaveLength(1);
  });

  it("serves the live channel over wss on the network's port", async ({ expect }) => {
    const port = Number(/https:\/\/[\d.]+:(\d+)\//.exec(till.output())?.[1]);
    const { cert } = JSON.parse(readFileSync(join(folder, "certificate.json"), "utf8"));
    const socket = connect({ port, host: "127.0.0.1", ca: cert });
    socket.write(
      `GET /api/v1/stream?after=0 HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${till.demo.apiKey}\r\n` +
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    await until("events are heard", () => heard.includes('"type":"events"'), 3000);
    expect(heard).toMatch(/^HTTP\/1\.1 101 /);
    socket.destroy();
  });

  it("starts its runtime again on the same port when that dies", async ({ expect }) => {
    const before = liveRuntimeOf(folder);
    process.kill(before, "SIGKILL");
    await until("another runtime runs", () => (runtimeOf(folder) ?? before) !== before, 3000);
    await until("it says so", () => till.output().includes("was started again"), 3000);
    expect((await fetch(`${till.demo.url}/healthz`)).status).toBe(200);
  });
});

describe("a till that cannot start", () => {
  const folder = freshStateFolder();
  afterAll(() => clearAway(folder));

  it("says in one line that its port is taken", async ({ expect }) => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, output } = await outcomeOf("start.ts", [], {
      EDGETILL_STATE: folder,
      PORT: `${port}`,
    });
    server.close();
    expect(lastLine(output)).toMatch(new RegExp(`^Port ${port} is taken`));
    expect(code).toBe(1);
    expect(runtimeOf(folder)).toBe(null);
  });

  it("says in one line that its keys are damaged", async ({ expect }) => {
    writeFileSync(join(folder, "secrets.json"), '{"tokenRoots":[');
    const { code, output } = await outcomeOf("start.ts", [], { EDGETILL_STATE: folder });
    expect(lastLine(output)).toContain(`${join(folder, "secrets.json")} is damaged`);
    expect(output).not.toContain("    at ");
    expect(code).toBe(1);
  });

  it("leaves the demo nothing to sell on, which says so in one line", async ({ expect }) => {
    const { code, output } = await outcomeOf("demo.ts", [], { EDGETILL_STATE: folder });
    expect(output.trim()).toBe("No till is running here: begin with npm start, in another window.");
    expect(code).toBe(1);
  });

  it("says in one line that its folder cannot be written to", async ({ expect }) => {
    const { code, output } = await outcomeOf("start.ts", [], { EDGETILL_STATE: "/proc/edgetill" });
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toContain("/proc/edgetill cannot be written to");
    expect(code).toBe(1);
  });
});

const lastLine = (output: string): string => output.trim().split("\n").at(-1) ?? "";
