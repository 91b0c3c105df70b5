import { signUpModeOf } from "../contract/owner.ts";
import { Directory } from "../directory/directory.ts";
import type { ProblemType } from "../contract/problem.ts";
import { sha256Of } from "./sha256.ts";
import { type Result, ok, refuse } from "../domain/result.ts";

/** Whether somebody may open a shop here. */
export async function mayJoin(
  env: Env,
  invitation: string | undefined,
  now: number,
): Promise<Result<null, ProblemType>> {
  const mode = signUpModeOf(env.SIGN_UP);
  if (mode === "open") return ok(null);
  if (mode === "closed" || !invitation) return refuse("sign-up-closed");
  const isGood = await new Directory(env.DIRECTORY).isInvitation(sha256Of(invitation), now);
  return isGood ? ok(null) : refuse("sign-up-closed");
}

/** The same for somebody who has shown a passkey: the invitation is used up in the asking, so that two at once are one shop. */
export async function letIn(
  env: Env,
  invitation: string | null,
  now: number,
): Promise<Result<null, ProblemType>> {
  const mode = signUpModeOf(env.SIGN_UP);
  if (mode === "closed") return refuse("sign-up-closed");
  const isTaken =
    invitation !== null &&
    (await new Directory(env.DIRECTORY).takeInvitation(sha256Of(invitation), now));
  return mode === "open" || isTaken ? ok(null) : refuse("sign-up-closed");
}
