import type { Assertion, Registration } from "../contract/passkey.ts";
import { createApp } from "../http/app.ts";
import { pages } from "../payer/pages.tsx";
import type { Ids, Kind } from "./tenant.ts";
import { newSecret } from "./till.ts";

/** One route of the Worker: who may use it, and how it is called. */
export interface Door {
  /** Whose credential opens it. "nobody": anybody's business, or whoever holds what path and body say. */
  readonly opens: readonly Kind[];
  readonly path: (ids: Ids) => string;
  readonly body?: (ids: Ids) => unknown;
  readonly form?: (ids: Ids) => Record<string, string>;
  /** A ceremony of a passkey: even its own holder needs more than ids and a credential. */
  readonly isCeremony?: true;
}

/** Every route that the Worker really has, as "METHOD /path". */
export const ROUTES: readonly string[] = [
  ...new Set(
    createApp(pages)
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

type Path = Door["path"];
const at =
  (text: string): Path =>
  () =>
    text;
const tills = ["terminal", "device"] as const;

const api = (path: string | Path): Path => {
  const of = typeof path === "string" ? at(path) : path;
  return (ids) => `/api/v1${of(ids)}`;
};
const till = (path: string | Path, body?: Door["body"]): Door => ({
  opens: tills,
  path: api(path),
  ...(body && { body }),
});
const owner = (path: string | Path, body?: Door["body"]): Door => ({
  opens: ["owner"],
  path: api(path),
  ...(body && { body }),
});
const wallet = (path: string | Path, body?: Door["body"]): Door => ({
  opens: ["wallet"],
  path: api(path),
  ...(body && { body }),
});
const anybody = (path: Path, more: Omit<Door, "opens" | "path"> = {}): Door => ({
  opens: ["nobody"],
  path,
  ...more,
});

const REGISTRATION: Registration = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  response: { clientDataJSON: "AAAA", attestationObject: "AAAA" },
};
const ASSERTION: Assertion = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  response: { clientDataJSON: "AA", authenticatorData: "AA", signature: "AA", userHandle: null },
};
const shop = { name: "Shop", currency: "EUR", language: "en", place: null };
const ceremony = (body: Door["body"]): Omit<Door, "opens" | "path"> => ({
  isCeremony: true,
  ...(body && { body }),
});

/** How each route is called. A route that is missing here fails the tests. */
export const DOORS: Readonly<Record<string, Door>> = {
  "GET /healthz": anybody(at("/healthz")),
  "GET /": anybody(at("/")),
  "GET /owner": anybody(at("/owner")),
  "GET /api/v1/sign-ups": anybody(at("/api/v1/sign-ups")),
  // Terminals
  "GET /api/v1/terminal": till("/terminal"),
  "POST /api/v1/orders": till("/orders", ({ order }) => ({
    number: order,
    amount: { minor: 300, currency: "EUR" },
  })),
  "GET /api/v1/orders": till(({ order }) => `/orders?before=${order}`),
  "GET /api/v1/orders/:number": till(({ order }) => `/orders/${order}`),
  "GET /api/v1/orders/:number/parts": till(({ order }) => `/orders/${order}/parts`),
  "POST /api/v1/orders/:number/cash": till(
    ({ order }) => `/orders/${order}/cash`,
    () => ({ key: "B".repeat(26), tendered: 500 }),
  ),
  "POST /api/v1/orders/:number/refunds": till(
    ({ paid }) => `/orders/${paid}/refunds`,
    () => ({ key: "C".repeat(26), amount: 1, reason: "Cold" }),
  ),
  "GET /api/v1/ledger": till("/ledger"),
  "GET /api/v1/orders/:number/code.svg": till(({ order }) => `/orders/${order}/code.svg`),
  "POST /api/v1/orders/:number/cancel": till(({ order }) => `/orders/${order}/cancel`),
  "POST /api/v1/orders/:number/handles": till(({ order }) => `/orders/${order}/handles`),
  "GET /api/v1/events": till("/events?after=0"),
  "POST /api/v1/stream/tickets": till("/stream/tickets"),
  "GET /api/v1/stream": anybody(
    api(({ displayLink }) => `/stream?ticket=${displayLink}`),
    {
      isCeremony: true,
    },
  ),
  "POST /api/v1/tokens": till("/tokens", ({ order }) => ({ number: order, count: 1 })),
  "PUT /api/v1/terminal/place": till("/terminal/place", () => ({ place: null })),
  "GET /api/v1/rails": till("/rails"),
  "PUT /api/v1/rails": till("/rails", () => ({ on: ["sandbox"] })),
  // Whose notice it is, its signature says.
  "POST /api/v1/notices/:rail": anybody(api("/notices/stripe")),
  "GET /api/v1/policy": till("/policy"),
  "PUT /api/v1/policy": till("/policy", () => ({
    radiusMetres: null,
    floorMinor: 10_000,
    whenUnknown: "ask",
    whenAway: "ask",
  })),
  "GET /api/v1/terminal/displays": till("/terminal/displays"),
  "POST /api/v1/terminal/displays/links": till("/terminal/displays/links"),
  "POST /api/v1/terminal/displays/:display/revoke": till(
    ({ display }) => `/terminal/displays/${display}/revoke`,
  ),
  "PUT /api/v1/terminal/screen": till("/terminal/screen", ({ order }) => ({ number: order })),
  "GET /api/v1/day": till("/day"),
  "PUT /api/v1/day": till("/day", () => ({ timeZone: "UTC" })),
  "GET /api/v1/settlements": till("/settlements"),
  "GET /api/v1/top-ups": till("/top-ups"),
  "POST /api/v1/settlements": till("/settlements", () => ({ after: 0 })),
  "GET /api/v1/sheets/orders": till("/sheets/orders"),
  "GET /api/v1/sheets/journal": till("/sheets/journal"),
  "POST /api/v1/enrolments": anybody(api("/enrolments"), {
    body: ({ enrolment }) => ({ code: enrolment }),
    isCeremony: true,
  }),
  // Displays
  "POST /api/v1/displays": anybody(api("/displays"), {
    body: ({ displayLink }) => ({ link: displayLink, key: "D".repeat(26) }),
  }),
  "GET /api/v1/display": { opens: ["display"], path: api("/display") },
  "POST /api/v1/display/stream/tickets": {
    opens: ["display"],
    path: api("/display/stream/tickets"),
  },
  // Owners
  "POST /api/v1/sign-ups/options": anybody(api("/sign-ups/options"), {
    body: () => ({ name: "Shop" }),
  }),
  "POST /api/v1/sign-ups": anybody(
    api("/sign-ups"),
    ceremony(() => ({ ticket: "x", passkey: REGISTRATION, shop })),
  ),
  "POST /api/v1/sign-ins/options": anybody(api("/sign-ins/options")),
  "POST /api/v1/sign-ins": anybody(
    api("/sign-ins"),
    ceremony(() => ({ ticket: "x", assertion: ASSERTION })),
  ),
  "POST /api/v1/sign-ins/code": anybody(api("/sign-ins/code"), {
    body: ({ recoveryCode }) => ({ code: recoveryCode }),
  }),
  "POST /api/v1/passkeys/options": owner("/passkeys/options"),
  "POST /api/v1/passkeys": {
    ...owner("/passkeys", () => ({ ticket: "x", passkey: REGISTRATION })),
    isCeremony: true,
  },
  "GET /api/v1/shop": owner("/shop"),
  "POST /api/v1/shop/terminals": owner("/shop/terminals", () => ({ name: "Till" })),
  "PUT /api/v1/shop/terminals/:number": owner(
    ({ terminal }) => `/shop/terminals/${terminal}`,
    () => ({ name: "Till" }),
  ),
  "POST /api/v1/shop/terminals/:number/move": owner(
    ({ terminal }) => `/shop/terminals/${terminal}/move`,
  ),
  "POST /api/v1/shop/terminals/:number/revoke": owner(
    ({ terminal }) => `/shop/terminals/${terminal}/revoke`,
  ),
  "POST /api/v1/shop/keys/:number/rotate": owner(
    ({ key }) => `/shop/keys/${key}/rotate`,
    () => ({ overlapSeconds: 0 }),
  ),
  "POST /api/v1/shop/keys": owner("/shop/keys", () => ({ name: "Web", scopes: ["orders:read"] })),
  "POST /api/v1/shop/codes": owner("/shop/codes"),
  // Never the last one, so that not even its holder can: 409.
  "POST /api/v1/shop/passkeys/:id/remove": owner(
    ({ passkey }) => `/shop/passkeys/${passkey}/remove`,
  ),
  "GET /api/v1/shop/audit/check": owner("/shop/audit/check"),
  // Payers: the claim's id is the credential.
  "POST /api/v1/claims": anybody(api("/claims"), {
    body: ({ token }) => ({ token, key: newSecret() }),
  }),
  "GET /api/v1/claims/:id": anybody(api(({ claim }) => `/claims/${claim}`)),
  "POST /api/v1/claims/:id/proofs": anybody(
    api(({ claim }) => `/claims/${claim}/proofs`),
    { body: () => ({ choice: 0 }) },
  ),
  "POST /api/v1/claims/:id/instructions": anybody(
    api(({ claim }) => `/claims/${claim}/instructions`),
    { body: () => ({ key: "E".repeat(26), rail: "sandbox" }) },
  ),
  "POST /api/v1/claims/:id/stop": anybody(api(({ claim }) => `/claims/${claim}/stop`)),
  "POST /api/v1/claims/:id/release": anybody(api(({ claim }) => `/claims/${claim}/release`)),
  // Wallets
  "POST /api/v1/wallets/openings": anybody(api("/wallets/openings")),
  "POST /api/v1/wallets": anybody(
    api("/wallets"),
    ceremony(() => ({ ticket: "x", registration: REGISTRATION })),
  ),
  "POST /api/v1/wallets/sign-ins": anybody(api("/wallets/sign-ins")),
  "POST /api/v1/wallets/sessions": anybody(
    api("/wallets/sessions"),
    ceremony(() => ({ ticket: "x", assertion: ASSERTION })),
  ),
  "GET /api/v1/wallet": wallet("/wallet"),
  "GET /api/v1/wallet/statement": wallet("/wallet/statement"),
  "POST /api/v1/wallet/top-ups": wallet("/wallet/top-ups", ({ claim }) => ({
    claim,
    key: "F".repeat(26),
    amount: 100,
  })),
  "POST /api/v1/claims/:id/wallet": wallet(({ claim }) => `/claims/${claim}/wallet`),
  "POST /api/v1/claims/:id/offers": wallet(({ claim }) => `/claims/${claim}/offers`),
  "POST /api/v1/claims/:id/payments": {
    ...wallet(
      ({ claim }) => `/claims/${claim}/payments`,
      () => ({ key: "G".repeat(26), assertion: ASSERTION }),
    ),
    isCeremony: true,
  },
  "POST /api/v1/claims/:id/payments/abandon": {
    ...wallet(
      ({ claim }) => `/claims/${claim}/payments/abandon`,
      () => ({ key: "G".repeat(26) }),
    ),
    isCeremony: true,
  },
  // The operator
  "POST /api/v1/operator/merchants": {
    opens: ["operator"],
    path: api("/operator/merchants"),
    body: () => ({ name: "Shop", currency: "EUR", language: "en", terminal: { name: "Till" } }),
  },
  "POST /api/v1/operator/invitations": { opens: ["operator"], path: api("/operator/invitations") },
  "GET /api/v1/operator/status": { opens: ["operator"], path: api("/operator/status") },
  "GET /api/v1/operator/reconciliation": {
    opens: ["operator"],
    path: api("/operator/reconciliation"),
  },
  "GET /operator": anybody(at("/operator")),
  "POST /operator": anybody(at("/operator"), { form: () => ({ key: "x" }), isCeremony: true }),
  // Pages
  "GET /near": anybody(at("/near")),
  "GET /near/decode.js": anybody(at("/near/decode.js")),
  "GET /T/:token": anybody(({ token }) => `/T/${token}`),
  "GET /N/:handle": anybody(({ handle }) => `/N/${handle}`),
  "POST /C": anybody(at("/C"), {
    form: ({ claim }) => ({ permit: `${claim}~1~0~qr~9999999999999~AAAA`, key: newSecret() }),
    isCeremony: true,
  }),
  "GET /C/:id": anybody(({ claim }) => `/C/${claim}`),
  "POST /C/:id/pay": anybody(({ claim }) => `/C/${claim}/pay`, {
    form: () => ({ key: "H".repeat(26), rail: "sandbox" }),
  }),
  "POST /C/:id/prove": anybody(({ claim }) => `/C/${claim}/prove`, {
    form: () => ({ choice: "0" }),
  }),
  "POST /C/:id/wallet": {
    opens: ["wallet"],
    path: ({ claim }) => `/C/${claim}/wallet`,
    form: () => ({}),
  },
  "POST /C/:id/stop": anybody(({ claim }) => `/C/${claim}/stop`, { form: () => ({}) }),
  "POST /C/:id/release": anybody(({ claim }) => `/C/${claim}/release`, { form: () => ({}) }),
  "GET /W": anybody(at("/W")),
  "POST /C/:id/send-back": {
    opens: ["wallet"],
    path: ({ claim }) => `/C/${claim}/send-back`,
    form: () => ({ key: "J".repeat(26) }),
    // Of a claim that is a top-up and in the wallet already.
    isCeremony: true,
  },
  "POST /W/top-ups": {
    opens: ["wallet"],
    path: at("/W/top-ups"),
    form: () => ({ key: "K".repeat(26), amount: "1000", rail: "sandbox" }),
  },
  "POST /W/leave": anybody(at("/W/leave"), { form: () => ({}) }),
  "GET /R/:id": anybody(({ receipt }) => `/R/${receipt}`),
  "GET /R/:id/signed": anybody(({ receipt }) => `/R/${receipt}/signed`),
  "GET /.well-known/jwks.json": anybody(at("/.well-known/jwks.json")),
  // Files
  "GET /terminal": anybody(at("/terminal")),
  "GET /display/:terminal": anybody(({ terminal }) => `/display/${terminal}`),
  "GET /assets/*": anybody(at("/assets/nothing.js"), { isCeremony: true }),
  "GET /:file{[\\w.-]+\\.(?:js|webmanifest|svg|png|ico|txt)}": anybody(at("/edgetill.svg")),
  // Staff: from the first one on, the shop's devices ask who stands there.
  "GET /api/v1/staff": till("/staff"),
  "GET /api/v1/shop/staff": owner("/shop/staff"),
  "POST /api/v1/staff/sign-ins": till("/staff/sign-ins", ({ staff }) => ({
    staff: Number(staff),
    pin: "13579",
  })),
  "POST /api/v1/staff/sign-out": till("/staff/sign-out"),
  "PUT /api/v1/shop/staff/:number": owner(
    ({ staff }) => `/shop/staff/${staff}`,
    () => ({ name: "Mei", role: "cashier" }),
  ),
  "PUT /api/v1/shop/staff/:number/pin": owner(
    ({ staff }) => `/shop/staff/${staff}/pin`,
    () => ({ pin: "2468" }),
  ),
  "POST /api/v1/shop/staff/:number/remove": owner(({ staff }) => `/shop/staff/${staff}/remove`),
  "PUT /api/v1/shop/staff-rules": owner("/shop/staff-rules", () => ({
    refundLimit: { manager: null, cashier: 500 },
    cashierMay: { drawer: true, reports: false, settings: false },
    lockAfterSeconds: 60,
  })),
  "POST /api/v1/shop/staff": owner("/shop/staff", () => ({
    name: "Mei",
    role: "cashier",
    pin: "2468",
  })),
  // Ends what the doors before it need.
  "POST /api/v1/sessions/end": owner("/sessions/end", () => ({ everywhere: false })),
};

/** A door's request, with the ids of whomever. */
export function requestOf(
  route: string,
  ids: Ids,
): { method: string; path: string; body?: string; headers: Record<string, string> } {
  const [method = ""] = route.split(" ");
  const door = DOORS[route];
  if (!door) throw new Error(`no such door: ${route}`);
  const path = door.path(ids);
  if (door.form) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { method, path, body: new URLSearchParams(door.form(ids)).toString(), headers };
  }
  if (!door.body) return { method, path, headers: {} };
  const headers = { "content-type": "application/json" };
  return { method, path, body: JSON.stringify(door.body(ids)), headers };
}
