import { env } from "cloudflare:workers";
import type { Finding, ReconciliationStep } from "../contract/reconciliation.ts";
import { call } from "./till.ts";

/** Walks through all books, as `npm run reconcile` does. */
export async function walkBooks(): Promise<{ checked: number; findings: Finding[] }> {
  const found: { checked: number; findings: Finding[] } = { checked: 0, findings: [] };
  for (let query = ""; ;) {
    const path = `/api/v1/operator/reconciliation${query}`;
    const step = (await call("GET", path, undefined, env.OPERATOR_KEY)).body as ReconciliationStep;
    found.checked += step.checked;
    found.findings.push(...step.findings);
    if (step.cursor === null) return found;
    query = `?cursor=${step.cursor}`;
  }
}
