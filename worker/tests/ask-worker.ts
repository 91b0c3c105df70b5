import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../index.ts";
import { ORIGIN } from "./till.ts";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** As `knock`, but at the Worker itself and not at the runtime's door before it: an eighth of the time, of which millions are made. */
export async function askWorker(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  const asked = new Request(ORIGIN + path, {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const response = await worker.fetch(asked, env, createExecutionContext());
  return { status: response.status, text: await response.text(), headers: response.headers };
}
