// `npm run keys:rotate:operator [-- --edge] [-- --leaked]`: another key for whoever runs this installation. The one before
// it is taken for a day more; with --leaked it is refused as soon as the till has started again.
import { runCommand } from "./launch-fault.ts";
import { rotationWishFrom } from "./rotation-wish.ts";
import { rotateOperatorKeyOf } from "./secrets.ts";

await runCommand(async () => {
  const { folder, whatNow, hasLeaked } = rotationWishFrom(process.argv.slice(2), process.env);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const { operatorKeyBefore } = rotateOperatorKeyOf(folder, nowSeconds, hasLeaked);
  const until = operatorKeyBefore && new Date(operatorKeyBefore.notAfter * 1000).toISOString();
  console.log(
    until
      ? `${folder}/secrets.json has a new operatorKey. ${whatNow}; the one before it is taken until ${until}.`
      : `${folder}/secrets.json has a new operatorKey. ${whatNow} now: the one that leaked is taken until then, and not after.`,
  );
});
