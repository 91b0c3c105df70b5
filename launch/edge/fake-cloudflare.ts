import { type IncomingMessage, type Server, createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

/** One call that wrangler made. */
export interface HeardCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/**
 * A fake: the part of Cloudflare's API (version 4) that wrangler uses to deploy this Worker, for an account that has a
 * workers.dev subdomain and nothing else. It keeps databases, runs their queries for real, and keeps what was uploaded.
 */
export class FakeCloudflare {
  readonly calls: HeardCall[] = [];
  readonly databases: { uuid: string; name: string; sqlite: DatabaseSync }[] = [];
  readonly #server: Server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { method = "GET", url = "/" } = request;
      const path = url.split("?")[0] ?? "/";
      this.calls.push({ method, path, body });
      const result = this.#answer(method, path.replace(/^\/accounts\/account/, ""), body);
      const isKnown = result !== undefined;
      response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
      const errors = isKnown ? [] : [{ code: 10_007, message: `nothing at ${path}` }];
      response.end(
        JSON.stringify({ success: isKnown, errors, messages: [], result: result ?? null }),
      );
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  callsTo(method: string, path: RegExp): HeardCall[] {
    return this.calls.filter((call) => call.method === method && path.test(call.path));
  }

  #answer(method: string, path: string, body: string): unknown {
    const script = "/workers/scripts/edgetill";
    switch (`${method} ${path}`) {
      case "GET /user/tokens/verify":
        return { id: "token", status: "active" };
      case "GET /user":
        return { id: "user", email: "operator@till.test" };
      case "GET /accounts":
        return [{ id: "account", name: "Operator" }];
      case "GET /memberships":
        return [{ account: { id: "account", name: "Operator" } }];
      case "GET /d1/database":
        return this.databases.map(({ uuid, name }) => ({ uuid, name, version: "production" }));
      case "POST /d1/database":
        return this.#makeDatabase(String(JSON.parse(body).name));
      case "GET /workers/subdomain":
        return { subdomain: "operator" };
      case `POST ${script}/assets-upload-session`:
        return { jwt: "session", buckets: [hashesOf(body)] };
      case "POST /workers/assets/upload":
        return { jwt: "uploaded" };
      case `PUT ${script}`:
        return { id: "edgetill", etag: "etag", startup_time_ms: 5, deployment_id: "deployment" };
      case `PUT ${script}/schedules`:
        return { schedules: JSON.parse(body) as unknown };
      case "GET /workers/workers/edgetill":
        return { id: "worker", name: "edgetill", subdomain: { enabled: true } };
      case `GET ${script}/subdomain`:
      case `POST ${script}/subdomain`:
        return { enabled: true, previews_enabled: false };
      default:
        return this.#query(path, body);
    }
  }

  #makeDatabase(name: string): unknown {
    const uuid = `0000000${this.databases.length}-1111-4222-8333-444444444444`;
    this.databases.push({ uuid, name, sqlite: new DatabaseSync(":memory:") });
    return { uuid, name, version: "production" };
  }

  #query(path: string, body: string): unknown {
    const uuid = /^\/d1\/database\/([\w-]+)\/query$/.exec(path)?.[1];
    const database = this.databases.find((known) => known.uuid === uuid);
    if (!database) return undefined;
    const { sql } = JSON.parse(body) as { sql: string };
    const isQuestion = /^\s*select/i.test(sql);
    const results = isQuestion ? database.sqlite.prepare(sql).all() : [];
    if (!isQuestion) database.sqlite.exec(sql);
    return [{ success: true, results, meta: {} }];
  }
}

const hashesOf = (body: string): string[] => {
  const { manifest } = JSON.parse(body) as { manifest: Record<string, { hash: string }> };
  return Object.values(manifest).map(({ hash }) => hash);
};

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
