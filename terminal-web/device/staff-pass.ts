import type { Fetch } from "../api/call.ts";
import { STAFF_HEADER } from "../../worker/contract/staff.ts";
import type { SpareText } from "./spare-text.ts";

/** Who stands at this till, and the pass that says so. */
export interface Pass {
  readonly session: string;
  readonly number: number;
  readonly name: string;
}

/** The pass in hand. It outlives a reload and not the tab: whoever opens the till anew shows a PIN. */
export interface PassHolder {
  get(): Pass | null;
  put(pass: Pass | null): void;
}

export function createPassHolder(spare: SpareText, till: string): PassHolder {
  const key = `${till} pass`;
  let pass = JSON.parse(spare.get(key) ?? "null") as Pass | null;
  return {
    get: () => pass,
    put(next) {
      pass = next;
      spare.put(key, next && JSON.stringify(next));
    },
  };
}

/** Sends each request in the name of whoever stands there. */
export function staffedFetch(fetch: Fetch, { get }: PassHolder): Fetch {
  return (input, init) => {
    const pass = get();
    if (!pass) return fetch(input, init);
    const headers = new Headers(init.headers);
    headers.set(STAFF_HEADER, pass.session);
    return fetch(input, { ...init, headers });
  };
}
