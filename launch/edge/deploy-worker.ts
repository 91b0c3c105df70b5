import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { build } from "../build-project.ts";
import { BUILD_FOLDER, ROOT } from "../project.ts";
import { proveKeys } from "../prove-keys.ts";
import { bindingsOf, secretsOf } from "../secrets.ts";
import { openStateFolder, writeState } from "../state-folder.ts";
import { NO_DATABASE, named, writeEdgeConfig } from "./edge-config.ts";
import { edgeFolderOf } from "./edge-folder.ts";
import { requireLogin, uploadWorker, wrangler, wranglerJson } from "./wrangler.ts";

export interface DeployWish {
  /** Everything that needs no account: what would be made and uploaded is made and named, and nothing leaves this machine. */
  readonly isDryRun: boolean;
  readonly stateFolder: string;
}

const Databases = v.array(v.looseObject({ uuid: v.string(), name: v.string() }));

/** Brings this checkout to Cloudflare's edge: secrets, directory, migrations, Worker. Each step may be repeated. */
export async function deploy(
  { isDryRun, stateFolder }: DeployWish,
  tell: (line: string) => void,
): Promise<void> {
  const database = named(readFileSync(join(ROOT, "wrangler.toml"), "utf8"), "database_name");
  if (!isDryRun) await requireLogin();
  await build({ quiet: true });
  tell("Built: the core, the pages, the Worker.");

  const folder = edgeFolderOf(openStateFolder(stateFolder));
  const secrets = secretsOf(folder);
  proveKeys(secrets, folder);
  const bindings = bindingsOf(secrets);
  const secretsFile = join(folder, "bindings.json");
  writeState(secretsFile, bindings);
  tell(`Secrets: ${Object.keys(bindings).join(", ")}, from ${folder} (keep a copy of it).`);

  if (isDryRun) {
    writeEdgeConfig(NO_DATABASE);
    const outdir = join(BUILD_FOLDER, "edge-dry-run");
    await wrangler("The rehearsal", ["deploy", "--dry-run", `--outdir=${outdir}`]);
    tell(`Would find or make the D1 database ${database}, migrate it, and upload ${outdir}.`);
    return;
  }

  writeEdgeConfig(await databaseId(database, tell));
  await wrangler("The migration", ["d1", "migrations", "apply", database, "--remote"]);
  tell("Migrated the directory.");
  const addresses = await uploadWorker(secretsFile);
  for (const address of addresses) {
    tell("");
    tell(`  Edgetill        ${address}/terminal`);
    tell(`  The first shop  npm run invite -- --at ${address}`);
    tell(`  The operator    shows the key in ${join(folder, "secrets.json")} to ${address}/api/v1`);
  }
}

/** The account's directory, made on the first deployment. */
async function databaseId(database: string, tell: (line: string) => void): Promise<string> {
  const find = async (): Promise<string | undefined> => {
    const databases = await wranglerJson("The list of databases", ["d1", "list"], Databases);
    return databases.find(({ name }) => name === database)?.uuid;
  };
  // These calls need a configuration too, and none of what is in it.
  writeEdgeConfig(NO_DATABASE);
  const known = await find();
  if (known) return known;
  await wrangler("The database", ["d1", "create", database]);
  tell(`Made the D1 database ${database}.`);
  const made = await find();
  if (!made) throw new Error(`the database ${database} was made and is not there`);
  return made;
}
