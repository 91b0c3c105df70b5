import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Failure } from "../state/message.ts";
import type { PasskeyFault } from "./passkeys.ts";

/** What was in the way of something that the owner asked for. */
export type Trouble = PasskeyFault | ProblemType | "unreachable";

export const troubleOf = (failure: Failure): Trouble =>
  failure.type === "unreachable" ? "unreachable" : failure.problem;
