import * as v from "valibot";
import { Problem, type ProblemType } from "../../worker/contract/problem.ts";
import type { Failure } from "../state/message.ts";

/** What came of a call: the parsed answer with the local instants around it, or why there is none. */
export type Answer<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly status: number;
      readonly sentAt: number;
      readonly receivedAt: number;
    }
  | { readonly ok: false; readonly failure: Failure };

/** The browser's fetch, or the Worker's own in a test. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface Caller {
  readonly fetch: Fetch;
  /** "" for a device that has none yet. */
  readonly credential: string;
  /** "" in the page, whose origin it is. */
  readonly origin: string;
  /** This device's clock, ms. */
  readonly now: () => number;
  /** False when the device knows that it has no network, so that nothing can leave it. */
  readonly isOnline: () => boolean;
}

export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** The answer is a list for a spreadsheet: read as a {@link Sheet}. */
  readonly isSheet?: boolean;
}

/** A page of a list, and the header that says where the next one is. */
export const Sheet = v.object({ text: v.string(), link: v.nullable(v.string()) });
export type Sheet = v.InferOutput<typeof Sheet>;

const TIMEOUT_MS = 8_000;

type Schema<Value> = v.GenericSchema<unknown, Value>;

/** {@link call} for one caller: for the parts of the API that load later than the till. */
export type Ask = <Value>(schema: Schema<Value>, question: Call) => Promise<Answer<Value>>;

/** Makes one call and reads its answer by the contract. Never throws: what the network does is a value. */
export async function call<Value>(
  caller: Caller,
  schema: Schema<Value>,
  { method, path, body, timeoutMs = TIMEOUT_MS, signal, isSheet }: Call,
): Promise<Answer<Value>> {
  const hasLeft = caller.isOnline();
  const sentAt = caller.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await caller.fetch(`${caller.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(caller.credential === "" ? {} : { authorization: `Bearer ${caller.credential}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    const receivedAt = caller.now();
    const json: unknown =
      isSheet && response.ok
        ? { text: await response.text(), link: response.headers.get("link") }
        : await response.json();
    if (!response.ok) return { ok: false, failure: refusal(json) };
    const parsed = v.safeParse(schema, json);
    if (!parsed.success) return { ok: false, failure: GARBLED };
    return { ok: true, value: parsed.output, status: response.status, sentAt, receivedAt };
  } catch {
    // No network, no answer in time, cut off, or not JSON (a hotel's log-in page): all the same to a till.
    return { ok: false, failure: { type: "unreachable", hasLeft } };
  }
}

/** An answer that this version cannot read came from somewhere: trying again may find a better one. */
const GARBLED: Failure = { type: "refused", problem: "fault", isRetryable: true };

function refusal(json: unknown): Failure {
  const problem = v.safeParse(Problem, json);
  if (!problem.success) return GARBLED;
  return {
    type: "refused",
    problem: problemTypeOf(problem.output.type),
    isRetryable: problem.output.retryable,
  };
}

/**
 * The registered name at the end of the problem's address. The register itself stays out of the page, for its size:
 * a name that is newer than this build matches nothing here, and is told as a refusal in general.
 */
const problemTypeOf = (address: string): ProblemType =>
  address.slice(address.lastIndexOf("/") + 1) as ProblemType;
