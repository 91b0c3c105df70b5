import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";
import { readStaticFiles } from "./static-files.ts";

describe("the static files", () => {
  const outside = freshStateFolder();
  const folder = join(outside, "dist");
  const server = createServer((incoming, response) => files.answer(incoming, response));
  let files: ReturnType<typeof readStaticFiles>;
  let port = 0;

  beforeAll(async () => {
    mkdirSync(join(folder, "assets"), { recursive: true });
    mkdirSync(join(folder, "help"));
    writeFileSync(join(outside, "secrets.json"), "secret");
    symlinkSync(join(outside, "secrets.json"), join(folder, "link.json"));
    writeFileSync(join(folder, "index.html"), "home");
    writeFileSync(join(folder, "terminal.html"), "terminal");
    writeFileSync(join(folder, "help/index.html"), "help");
    writeFileSync(join(folder, "assets/app-1a2b.js"), "code");
    writeFileSync(join(folder, "assets/long-3c4d.js"), "x".repeat(4_096));
    writeFileSync(join(folder, "manifest.webmanifest"), "{}");
    writeFileSync(join(folder, "a b.txt"), "spaced");
    writeFileSync(join(folder, "_headers"), "rules");
    files = readStaticFiles(folder);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address === "object" && address) ({ port } = address);
  });
  afterAll(() => {
    server.close();
    removeFolder(outside);
  });

  /** Sends the target as it stands: no client of a browser's manners in between. */
  async function ask(target: string, method = "GET", headers: Record<string, string> = {}) {
    const outgoing = request({ host: "127.0.0.1", port, path: target, method, headers });
    outgoing.end();
    const [response] = await once(outgoing, "response");
    let body = "";
    for await (const chunk of response) body += chunk;
    return { status: response.statusCode, headers: response.headers, body };
  }

  it("come compressed to who takes that, as on the platform, and are known by the same name", async ({
    expect,
  }) => {
    const path = "/assets/long-3c4d.js";
    const plain = await ask(path);
    expect(plain.headers).toMatchObject({ "content-length": "4096", vary: "Accept-Encoding" });
    const small = await ask(path, "HEAD", { "accept-encoding": "br, gzip, deflate" });
    expect(small.headers["content-encoding"]).toBe("gzip");
    expect(Number(small.headers["content-length"])).toBeLessThan(100);
    const etag = String(small.headers["etag"]);
    expect(etag).toBe(`W/${plain.headers["etag"]}`);
    expect(await ask(path, "GET", { "if-none-match": etag })).toMatchObject({ status: 304 });
    const short = await ask("/assets/app-1a2b.js", "HEAD", { "accept-encoding": "gzip" });
    expect(short.headers["content-encoding"]).toBeUndefined();
  });

  it.for([
    ["/", "home", "text/html; charset=utf-8"],
    ["/terminal", "terminal", "text/html; charset=utf-8"],
    ["/terminal?x=1", "terminal", "text/html; charset=utf-8"],
    ["/help/", "help", "text/html; charset=utf-8"],
    ["/assets/app-1a2b.js", "code", "text/javascript; charset=utf-8"],
    ["/manifest.webmanifest", "{}", "application/manifest+json"],
    ["/a%20b.txt", "spaced", "text/plain; charset=utf-8"],
  ])("answer %s with its content and type", async ([target = "", body, type], { expect }) => {
    const answer = await ask(target);
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.headers["content-type"]).toBe(type);
    expect(answer.headers["content-length"]).toBe(String(body?.length));
  });

  it.for([
    ["/terminal.html?x=1", "/terminal?x=1"],
    ["/terminal/", "/terminal"],
    ["/index.html", "/"],
    ["/help", "/help/"],
    ["/help/index.html", "/help/"],
  ])("send %s to the page's one address, %s", async ([target = "", to], { expect }) => {
    const answer = await ask(target);
    expect(answer.status).toBe(307);
    expect(answer.headers["location"]).toBe(to);
  });

  it.for([
    "/../secrets.json",
    "/assets/../../secrets.json",
    "/%2e%2e/secrets.json",
    "/..%2fsecrets.json",
    "/assets/..%5c..%5csecrets.json",
    "//secrets.json",
    "/link.json",
    "/_headers",
    "/assets",
    "/assets/",
    "/terminal.html%00.txt",
    "/%",
    "/%ff",
    "/__proto__",
    "/nothing",
    "*",
  ])("find nothing at %s", async (target, { expect }) => {
    expect(await ask(target)).toMatchObject({ status: 404, body: "" });
  });

  it("say that a copy is still good, to its tag, a list with it and *", async ({ expect }) => {
    const { etag = "" } = (await ask("/terminal")).headers;
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const answer = await ask("/terminal", "GET", { "If-None-Match": condition });
      expect(answer).toMatchObject({ status: 304, body: "" });
      expect(answer.headers.etag).toBe(etag);
    }
    expect((await ask("/terminal", "GET", { "If-None-Match": '"other"' })).status).toBe(200);
    expect((await ask("/")).headers.etag).not.toBe(etag);
  });

  it("are kept for ever only where the name is made of the content", async ({ expect }) => {
    const built = await ask("/assets/app-1a2b.js");
    expect(built.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const page = await ask("/terminal");
    expect(page.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
  });

  it("answer HEAD without a body, and nothing but GET and HEAD", async ({ expect }) => {
    const head = await ask("/terminal", "HEAD");
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe("8");
    const post = await ask("/terminal", "POST");
    expect(post.status).toBe(405);
    expect(post.headers["allow"]).toBe("GET, HEAD");
  });
});
