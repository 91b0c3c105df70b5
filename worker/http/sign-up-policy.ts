import { Directory } from "../directory/directory.ts";
import type { ProblemType } from "../contract/problem.ts";
import { sha256Of } from "./sha256.ts";
import { type Result, ok, refuse } from "../domain/result.ts";

/** Whether somebody may open a shop here: the operator's SIGN_UP says open, invitation or closed. */
export async function mayJoin(
  env: Env,
  invitation: string | undefined,
  now: number,
): Promise<Result<null, ProblemType>> {
  if (env.SIGN_UP === "open") return ok(null);
  if (env.SIGN_UP !== "invitation" || !invitation) return refuse("sign-up-closed");
  const isGood = await new Directory(env.DIRECTORY).isInvitation(sha256Of(invitation), now);
  return isGood ? ok(null) : refuse("sign-up-closed");
}
