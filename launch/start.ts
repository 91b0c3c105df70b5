// `npm start`: serves the till until it is told to stop.
import { runCommand } from "./launch-fault.ts";
import { serve } from "./serve.ts";

await runCommand(async () => void (await serve()));
