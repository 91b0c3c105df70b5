// `npm run setup:secrets [-- --edge]`: makes the secrets of this machine's till, or of the edge, where there are none yet,
// and keeps Stripe's keys where STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET give them. While a webhook's secret is rolled
// there are two, "whsec_new,whsec_old": a notice that either has signed is heard (docs.stripe.com/webhooks, "Roll endpoint
// signing secrets").
import { edgeFolderOf } from "./edge/edge-folder.ts";
import { isForEdge } from "./edge/edge-option.ts";
import { runCommand } from "./launch-fault.ts";
import { bindingsOf, keepStripeKeys, secretsOf } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

await runCommand(async () => {
  const own = openStateFolder(stateFolderFrom(process.env));
  const folder = isForEdge(process.argv.slice(2)) ? edgeFolderOf(own) : own;
  keepStripeKeys(folder, process.env);
  const names = Object.keys(bindingsOf(secretsOf(folder)));
  console.log(
    `${folder}/secrets.json has ${names.join(", ")}. Only you can read it: keep a copy, never commit it.`,
  );
});
