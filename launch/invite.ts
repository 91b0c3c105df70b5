// `npm run invite [-- --at https://till.example]`: a link with which one shop may be opened, here or on the edge.
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { DemoFile } from "./demo-merchant.ts";
import { edgeFolderOf } from "./edge/edge-folder.ts";
import { LaunchFault, runCommand } from "./launch-fault.ts";
import { secretsOf, shownOperatorKey } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder, readState } from "./state-folder.ts";

const Invited = v.object({ link: v.string() });

await runCommand(async () => {
  const own = openStateFolder(stateFolderFrom(process.env));
  const at = addressFrom(process.argv.slice(2));
  const secrets = secretsOf(at === null ? own : edgeFolderOf(own));
  const operatorKey = shownOperatorKey(secrets, Date.now() / 1000);
  const link = await invite(at ?? localAddress(own), operatorKey);
  console.log(
    `${link}\nOpens one shop, within seven days. Give it to whom you mean, and to nobody else.`,
  );
});

function addressFrom(args: string[]): URL | null {
  try {
    const { values } = parseArgs({ args, options: { at: { type: "string" } } });
    return values.at === undefined ? null : new URL(values.at);
  } catch {
    throw new LaunchFault("Usage: npm run invite [-- --at https://till.example]");
  }
}

/** The till of this machine, by the name under which passkeys can be. */
function localAddress(stateFolder: string): URL {
  const demo = readState(join(stateFolder, "demo.json"), DemoFile, "start the till anew");
  if (!demo) throw new LaunchFault("No till ran here yet: begin with npm start.");
  const address = new URL(demo.url);
  address.hostname = "localhost";
  return address;
}

async function invite(address: URL, operatorKey: string): Promise<string> {
  const headers = { authorization: `Bearer ${operatorKey}` };
  const call = new URL("/api/v1/operator/invitations", address);
  const response = await fetch(call, { method: "POST", headers }).catch(() => null);
  if (!response)
    throw new LaunchFault(`Nothing answers at ${address.origin}: is the till running?`);
  if (!response.ok) {
    await response.body?.cancel();
    throw new LaunchFault(`${address.origin} does not take this folder's operator key.`);
  }
  return v.parse(Invited, await response.json()).link;
}
