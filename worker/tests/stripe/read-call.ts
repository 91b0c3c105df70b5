/** "POST /v1/payment_intents/:id/capture". */
export const callOf = (method: string, path: string): string =>
  `${method} ${path.replace(/\/(?:cs|pi)_\w+/, "/:id")}`;

/** Reads a form as Stripe does: `line_items[0][price_data][currency]=eur`. */
export function parametersOf(form: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const keys = name.replaceAll("]", "").split("[");
    let node = root;
    for (const key of keys.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
    node[keys.at(-1) ?? ""] = value;
  }
  return listed(root) as Record<string, unknown>;
}

function listed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, listed(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}
