import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import worker from "../index.ts";
import { DOORS, requestOf } from "./doors.ts";
import { Tenant, guessed } from "./tenant.ts";
import { ORIGIN } from "./till.ts";

let tenant: Tenant;
const logged: string[] = [];
beforeAll(async () => {
  await import("@simplewebauthn/server");
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(parts.map(String).join(" "));
    });
  tenant = await Tenant.open("Marrowby", 1, true);
}, 60_000);
afterEach(() => void vi.restoreAllMocks());

/** What the installation itself keeps, which nobody is ever shown. */
const installed = (): string[] => {
  const roots = [env.TOKEN_ROOTS, env.SESSION_KEYS] as const;
  const secrets = roots.flatMap((text) =>
    (JSON.parse(text) as { secret: string }[]).map(({ secret }) => secret),
  );
  const signing = (JSON.parse(env.RECEIPT_KEYS) as { d: string }[]).map(({ d }) => d);
  return [...secrets, ...signing, env.OPERATOR_KEY];
};

const secretOf = (text: string): string => text.split(/[.=]/).at(-1) ?? "";

it("no secret and no name is in any log line, and no key of the installation in any answer", async () => {
  const answers: string[] = [];
  const env2 = { ...env, LOG_REQUESTS: "on" };
  for (const [route, { opens }] of Object.entries(DOORS)) {
    for (const ids of [tenant.ids, guessed(tenant.ids)]) {
      const { method, path, headers, body } = requestOf(route, ids);
      const shown = await tenant.headersOf(opens[0] ?? "nobody", method, path);
      const request = new Request(ORIGIN + path, {
        method,
        headers: { ...headers, ...shown },
        redirect: "manual",
        ...(body === undefined ? {} : { body }),
      });
      const answer = await worker.fetch(request, env2, createExecutionContext());
      answers.push(`${await answer.text()} ${JSON.stringify([...answer.headers])}`);
    }
  }
  // A fault says what broke, and still nothing of what was sent.
  const operator = new Request(`${ORIGIN}/api/v1/operator/invitations`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.OPERATOR_KEY}` },
  });
  const broken = { ...env2, DIRECTORY: {} as D1Database };
  expect((await worker.fetch(operator, broken, createExecutionContext())).status).toBe(500);

  const lines = logged.filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(2 * Object.keys(DOORS).length);
  for (const line of lines) {
    const { request, route, status } = JSON.parse(line) as Record<string, unknown>;
    expect(request).toMatch(/^[\da-f-]{36}$/);
    if (status !== undefined)
      expect(
        Object.keys(DOORS).some((door) => door.endsWith(` ${String(route)}`)),
        line,
      ).toBe(true);
  }

  const log = logged.join("\n");
  const answered = answers.join("\n");
  const { ids, software, device, display, owner, payer } = tenant;
  const held = [
    ids.claim,
    ids.receipt,
    ids.displayLink,
    ids.enrolment,
    ids.token,
    ids.recoveryCode,
    software,
    device.credential,
    display,
    owner.cookie ?? "",
    payer.cookie,
  ];
  for (const secret of [...installed(), ...held.map(secretOf), tenant.canary, payer.wallet]) {
    expect(secret.length).toBeGreaterThan(7);
    expect(log.includes(secret), secret).toBe(false);
  }
  for (const secret of installed()) expect(answered.includes(secret), secret).toBe(false);
}, 60_000);
