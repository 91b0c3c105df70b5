import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, it } from "vitest";
import { ROOT } from "../project.ts";
import { freshStateFolder, removeFolder } from "../spawned-till.ts";
import { FakeCloudflare } from "./fake-cloudflare.ts";

const run = promisify(execFile);
const SECONDS = 1_000;
// Of an address that answers nobody, so that whatever would leave this machine fails instead.
const NOWHERE = "http://127.0.0.1:9";

describe("npm run deploy", { timeout: 120 * SECONDS }, () => {
  const cloudflare = new FakeCloudflare();
  let stateFolder: string;
  let api: string;
  beforeAll(async () => {
    stateFolder = freshStateFolder();
    api = await cloudflare.listen();
  });
  afterAll(() => {
    cloudflare.close();
    removeFolder(stateFolder);
  });

  async function deploy(address: string, args: string[] = [], login: object = {}): Promise<string> {
    const script = join(ROOT, "launch/edge/deploy.ts");
    const environment = {
      PATH: process.env["PATH"],
      HOME: stateFolder,
      EDGETILL_STATE: stateFolder,
      CLOUDFLARE_API_BASE_URL: address,
      ...login,
    };
    const ran = run(process.execPath, [script, ...args], { env: environment });
    const { stdout, stderr } = await ran.catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    return stdout + stderr;
  }

  const loggedIn = { CLOUDFLARE_API_TOKEN: "token", CLOUDFLARE_ACCOUNT_ID: "account" };
  const secrets = (): unknown =>
    JSON.parse(readFileSync(join(stateFolder, "edge/secrets.json"), "utf8"));

  it("rehearses without a network and without a login, and says what it would do", async ({
    expect,
  }) => {
    const said = await deploy(NOWHERE, ["--dry-run"]);
    expect(said).toContain("Would find or make the D1 database edgetill-directory");
    expect(said).toContain("TOKEN_ROOTS");
  });

  it("says how to log in when nobody is", async ({ expect }) => {
    expect(await deploy(NOWHERE)).toContain("npx wrangler login");
  });

  it("makes what is missing, migrates, uploads the Worker with its secrets, and prints the link", async ({
    expect,
  }) => {
    const before = secrets();
    const said = await deploy(api, [], loggedIn);
    expect(said).toContain("https://edgetill.operator.workers.dev/terminal");
    expect(secrets()).toEqual(before);

    const [database] = cloudflare.databases;
    const tables = database?.sqlite.prepare("SELECT name FROM sqlite_master").all();
    expect(tables).toContainEqual({ name: "merchants" });
    const [upload] = cloudflare.callsTo("PUT", /scripts\/edgetill$/);
    expect(upload?.body).toContain(database?.uuid);
    expect(upload?.body).toContain('"name":"OPERATOR_KEY","type":"secret_text"');
    expect(upload?.body).toContain('"new_sqlite_classes":["Merchant"');
    expect(said).not.toContain(JSON.parse(JSON.stringify(secrets())).operatorKey);
  });

  it("is an upgrade the second time: no second database, no migration again, the same secrets", async ({
    expect,
  }) => {
    const [first] = cloudflare.callsTo("PUT", /scripts\/edgetill$/);
    expect(await deploy(api, [], loggedIn)).toContain(
      "https://edgetill.operator.workers.dev/terminal",
    );
    expect(cloudflare.databases).toHaveLength(1);
    const uploads = cloudflare.callsTo("PUT", /scripts\/edgetill$/);
    expect(uploads).toHaveLength(2);
    const rootsIn = (body = ""): string | undefined =>
      /"name":"TOKEN_ROOTS","type":"secret_text","text":"[^}]*\}/.exec(body)?.[0];
    expect(rootsIn(uploads[1]?.body)).toBe(rootsIn(first?.body));
    expect(rootsIn(first?.body)).toBeDefined();
  });
});
