import { signUpModeOf } from "../contract/owner.ts";
import type { ProblemType } from "../contract/problem.ts";
import { Directory } from "../directory/directory.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { sha256Of } from "./sha256.ts";

type Verdict = Promise<Result<null, ProblemType>>;

/** Whether somebody may open a shop here. */
export const mayJoin = (env: Env, invitation: string | null, now: number): Verdict =>
  verdict(env, invitation, (directory, hash) => directory.isInvitation(hash, now));

/** The same for somebody who has shown a passkey: the invitation is used up in the asking, so that two at once are one shop. */
export const letIn = (env: Env, invitation: string | null, now: number): Verdict =>
  verdict(env, invitation, (directory, hash) => directory.takeInvitation(hash, now));

async function verdict(
  env: Env,
  invitation: string | null,
  isGood: (directory: Directory, hash: Uint8Array<ArrayBuffer>) => Promise<boolean>,
): Verdict {
  const mode = signUpModeOf(env.SIGN_UP);
  if (mode === "closed") return refuse("sign-up-closed");
  const isInvited =
    invitation !== null && (await isGood(new Directory(env.DIRECTORY), sha256Of(invitation)));
  return mode === "open" || isInvited ? ok(null) : refuse("sign-up-closed");
}
