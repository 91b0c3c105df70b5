import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Failure } from "../state/message.ts";
import type { PasskeyFault } from "./passkeys.ts";

/** What was in the way of something that the owner asked for; "other-shop": the passkey that was shown opens another. */
export type Trouble = PasskeyFault | ProblemType | "unreachable" | "other-shop";

export const troubleOf = (failure: Failure): Trouble =>
  failure.type === "unreachable" ? "unreachable" : failure.problem;
