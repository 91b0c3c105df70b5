import * as v from "valibot";
import { TerminalView } from "../../worker/contract/merchant.ts";
import { Policy, PutPlace } from "../../worker/contract/place.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Failure } from "../state/message.ts";
import type { Answer, Ask } from "./call.ts";

/** The part of the API that is about place. It is loaded with the settings. */
export interface PlaceApi {
  /** Where this till stands; null forgets it. */
  putPlace(place: PutPlace["place"]): Promise<Answer<TerminalView>>;
  policy(): Promise<Answer<Policy>>;
  putPolicy(policy: Policy): Promise<Answer<Policy>>;
}

export function createPlaceApi(ask: Ask): PlaceApi {
  return {
    async putPlace(place) {
      const body: PutPlace = { place };
      if (!v.is(PutPlace, body)) return invalid("place-invalid");
      return ask(TerminalView, { method: "PUT", path: "/terminal/place", body });
    },
    policy: () => ask(Policy, { method: "GET", path: "/policy" }),
    async putPolicy(policy) {
      if (!v.is(Policy, policy)) return invalid("policy-invalid");
      return ask(Policy, { method: "PUT", path: "/policy", body: policy });
    },
  };
}

/** What the server would say to it, without asking. */
const invalid = (problem: ProblemType): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: { type: "refused", problem, isRetryable: false },
});
