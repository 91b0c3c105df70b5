import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import { connect, type Socket } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { OrderView } from "../worker/contract/order.ts";
import { PROBLEMS, isProblemType } from "../worker/contract/problem.ts";
import { demoApi } from "./demo-api.ts";
import { expectOk } from "./selling-load.ts";
import {
  clearAway,
  freshStateFolder,
  outcomeOf,
  type SpawnedTill,
  spawnTill,
} from "./spawned-till.ts";

// What no client of HTTP can be made to send, on the till's own socket.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOST = "Host: localhost\r\n";
const JSON_BODY = `${HOST}Content-Type: application/json\r\n`;
const many = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

/**
 * A registered problem; a status that the runtime itself gives before it asks us; or nothing but the end of the line. Its 501
 * is what RFC 9110 section 15.6.2 has for a method that nobody knows. Its 500 is for CONNECT: a Worker's `connect` handler
 * can accept one, by 200, and not refuse it.
 */
type Expected = keyof typeof PROBLEMS | number | "closed";

const REQUESTS: [name: string, bytes: string | Buffer, expected: Expected][] = [
  [
    "two lengths of a body",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`,
    400,
  ],
  [
    "a length below nothing",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: -1\r\n\r\n`,
    400,
  ],
  [
    "a length beyond all numbers",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: ${"9".repeat(20)}\r\n\r\n`,
    400,
  ],
  [
    "a length beyond all bills",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: 9999999\r\n\r\n`,
    "body-too-large",
  ],
  [
    "a chunk whose length is none",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    "request-malformed",
  ],
  [
    "a coding that is not chunks",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Transfer-Encoding: gzip\r\n\r\n`,
    400,
  ],
  ["two hosts", `GET /api/v1/terminal HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`, "request-malformed"],
  [
    "a host that is none",
    `GET /api/v1/terminal HTTP/1.1\r\nHost: a b:\\/\r\n\r\n`,
    "request-malformed",
  ],
  ["no host", "GET /api/v1/terminal HTTP/1.1\r\n\r\n", 400],
  ["an empty host", "GET /api/v1/terminal HTTP/1.1\r\nHost:\r\n\r\n", 400],
  ["another's address", `GET http://evil.example/x HTTP/1.1\r\n${HOST}\r\n`, "not-found"],
  ["half of an address", `GET http://[::/ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["no address at all", `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, "method-not-allowed"],
  ["a tunnel", `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`, 500],
  ["an echo", `TRACE /healthz HTTP/1.1\r\n${HOST}\r\n`, "method-not-allowed"],
  ["a method that nobody knows", `FROB / HTTP/1.1\r\n${HOST}\r\n`, 501],
  ["a method in small letters", `get / HTTP/1.1\r\n${HOST}\r\n`, 501],
  ["a tunnel to ourselves", `CONNECT localhost HTTP/1.1\r\n${HOST}\r\n`, 500],
  ["a method of another protocol", `PROPFIND / HTTP/1.1\r\n${HOST}\r\n`, "method-not-allowed"],
  ["a method of 2 KB", `${"A".repeat(2_000)} / HTTP/1.1\r\n${HOST}\r\n`, 501],
  [
    "a header with bytes beyond ASCII",
    Buffer.from(`GET /x/y HTTP/1.1\r\n${HOST}X: caf\xE9 \xFF\r\nOrigin: \xA1\r\n\r\n`, "latin1"),
    "not-found",
  ],
  ["a header with NUL in it", `GET /healthz HTTP/1.1\r\n${HOST}X: a\u0000b\r\n\r\n`, 400],
  ["a header over two lines", `GET /healthz HTTP/1.1\r\n${HOST}X: a\r\n b\r\n\r\n`, 400],
  ["lines that end in LF alone", "GET /x/y HTTP/1.1\nHost: localhost\n\n", "not-found"],
  [
    "a header of a megabyte",
    `GET /healthz HTTP/1.1\r\n${HOST}X: ${"a".repeat(1_048_576)}\r\n\r\n`,
    431,
  ],
  [
    "two hundred headers",
    `GET /x/y HTTP/1.1\r\n${HOST}${many(200, (i) => `X-${i}: a\r\n`)}\r\n`,
    "not-found",
  ],
  ["an address of 70 KB", `GET /${"a".repeat(70_000)} HTTP/1.1\r\n${HOST}\r\n`, 414],
  ["an address of 16 KB", `GET /${"a".repeat(16_000)} HTTP/1.1\r\n${HOST}\r\n`, "not-found"],
  ["an address with NUL in it", `GET /\u0000 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["an address with a blank in it", `GET /a b HTTP/1.1\r\n${HOST}\r\n`, 400],
  ["bytes that are no text", Buffer.from(`GET /T/\xFF\xFE HTTP/1.1\r\n${HOST}\r\n`, "latin1"), 400],
  ["an escape that is none", `GET /api/v1/orders/%zz HTTP/1.1\r\n${HOST}\r\n`, "unauthenticated"],
  ["an escape that is no UTF-8", `GET /api/v1/claims/%ff HTTP/1.1\r\n${HOST}\r\n`, "claim-unknown"],
  ["a way up", `GET /../../etc/passwd HTTP/1.1\r\n${HOST}\r\n`, "not-found"],
  [
    "a header put in by an escape",
    `GET /x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n${HOST}\r\n`,
    "not-found",
  ],
  [
    "a socket of version 99",
    `GET /api/v1/stream?after=0 HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x\r\n\r\n`,
    "unauthenticated",
  ],
  [
    "a body that says it is zipped",
    `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001F\u0001`,
    "json-invalid",
  ],
  ["HTTP/0.9", "GET /healthz\r\n", 400],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u00FF", "closed"],
  ["a handshake of TLS", Buffer.from("160301020001000001fc0303", "hex"), 400],
  ["noise", "\u0001\u0002\u0003\r\n\r\n", 400],
  ["nothing but the ends of lines", "\r\n\r\n\r\n", "closed"],
];

const folder = freshStateFolder();
let till: SpawnedTill;
let port = 0;
beforeAll(async () => {
  const { code, output } = await outcomeOf("build.ts", [], {});
  if (code !== 0) throw new Error(output);
  till = await spawnTill(folder);
  port = Number(new URL(till.demo.url).port);
  const order = { number: "1-1", amount: { minor: 100, currency: "EUR" }, expiresInSeconds: 3600 };
  expectOk(await demoApi(till.demo)("/orders", OrderView, order));
});
afterAll(async () => {
  await till.end("SIGTERM");
  clearAway(folder);
});

describe("the till's own socket", () => {
  it.for(REQUESTS)(
    "answers %s, and nothing has changed",
    async ([, bytes, expected], { expect }) => {
      const before = stateHash();
      const heard = await answerTo(bytes);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);
      const slug = /"type":"[^"]*\/problems\/([a-z-]+)"/.exec(heard)?.[1] ?? "";
      if (isProblemType(slug)) expect(status).toBe(PROBLEMS[slug].status);
      expect(slug || status || "closed", heard.slice(0, 400)).toBe(expected);
      expect(heard).not.toMatch(/set-cookie: a=b/i);
      expect(stateHash()).toBe(before);
    },
  );

  it("reads a body by its chunks where a length says otherwise, and never the rest as another request", async ({
    expect,
  }) => {
    const before = stateHash();
    const heard = await answerTo(
      `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(heard).toMatch(/schema-invalid|^HTTP\/1\.1 400/);
    expect(stateHash()).toBe(before);
  });

  it("goes on while bodies come a byte at a time, or break off", async ({ expect }) => {
    const head = `POST /api/v1/claims HTTP/1.1\r\n${JSON_BODY}Content-Length: 100\r\n\r\n{`;
    const slow: Socket[] = Array.from({ length: 100 }, () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(head);
      return socket;
    });
    const sold = await outcomeOf("demo.ts", ["7.00"], { EDGETILL_STATE: folder });
    expect(sold.output).toContain("the order is paid");
    const before = stateHash();
    for (const [i, socket] of slow.entries()) {
      if (i % 2 === 0) socket.end();
      else socket.destroy();
    }
    const heard = await answerTo(`${head}}`, true);
    expect(heard === "" || heard.includes("/problems/request-malformed"), heard).toBe(true);
    expect(stateHash()).toBe(before);
    expect((await fetch(`${till.demo.url}/healthz`)).status).toBe(200);
  });
});

/** All that comes back, until the other side ends or half a second is over. */
function answerTo(bytes: string | Buffer, endsAtOnce = false): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1");
    const patience = setTimeout(() => socket.destroy(), 3_000);
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString("latin1");
      clearTimeout(patience);
      setTimeout(() => socket.destroy(), 200);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(patience);
      resolve(heard);
    });
    socket.write(bytes);
    if (endsAtOnce) socket.end();
  });
}

/** Of every row of every object and of the directory. */
function stateHash(): string {
  const hash = createHash("sha256");
  for (const path of globSync(join(folder, "data", "{do,d1}", "**", "*.sqlite")).toSorted()) {
    const database = new DatabaseSync(path);
    try {
      const tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '_cf%'")
        .all();
      for (const { name } of tables)
        hash.update(
          JSON.stringify([name, database.prepare(`SELECT * FROM "${String(name)}"`).all()]),
        );
    } finally {
      database.close();
    }
  }
  return hash.digest("hex");
}
