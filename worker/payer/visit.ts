import type { Context } from "hono";
import type { SecureHeadersVariables } from "hono/secure-headers";
import { languageOf } from "../contract/accept-language.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import type { Language } from "../contract/merchant.ts";
import { originOf as publicOrigin } from "../contract/origin.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type Secret, secretFrom } from "../domain/capability.ts";

/** A browser's request for one of the payer's pages, and what they all read of it. */
export interface Visit {
  Bindings: Env;
  Variables: SecureHeadersVariables & { problem?: ProblemType };
}

/** How long the page would like to wait for something newer than what it shows. */
export function patienceOf(c: Context<Visit>): { after: number; wait: number } {
  const after = Number(c.req.query("after") ?? Number.NaN);
  return { after, wait: Math.min(Number(c.req.query("wait") ?? 0) || 0, MAX_WAIT_SECONDS) };
}

/** Where this Worker is found, and whose keys vouch for its receipts. */
export const originOf = (c: Context<Visit>): string => publicOrigin(c.env, c.req.url);

export const wantsPart = (c: Context<Visit>): boolean => c.req.header("x-part") === "main";
export const languageFor = (c: Context<Visit>): Language =>
  languageOf(c.req.header("accept-language"));
export const newSecret = (): Secret => secretFrom(crypto.getRandomValues(new Uint8Array(26)));

export async function formOf(c: Context<Visit>): Promise<URLSearchParams> {
  return new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
}
