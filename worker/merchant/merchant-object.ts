import { DurableObject } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseCredential } from "../contract/credential.ts";
import { settingOf } from "../rails/setting.ts";
import { refuse } from "../domain/result.ts";
import { migrate, schemaVersion } from "../object/migrate.ts";
import { LiveSockets } from "./live-sockets.ts";
import { type Profile, Register } from "./register.ts";
import { SCHEMA } from "./schema.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Premises, premisesOf } from "./premises.ts";

/** One merchant's object: the runtime's side of the shop, and what it is asked to do by the runtime itself. */
export class MerchantObject extends DurableObject<Env> {
  /** Null until the merchant is founded: an object that somebody guessed the name of writes nothing. */
  protected premises: Premises | null = null;
  readonly #sockets = new LiveSockets(this.ctx, () => {
    if (!this.premises) return undefined;
    const { shop, displays } = this.premises;
    return { feed: shop.feed, viewFor: (number, origin) => displays.viewFor(number, origin) };
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      const version = schemaVersion(ctx.storage.sql);
      if (version === 0) return;
      migrate(ctx.storage.sql, SCHEMA, version);
      const profile = new Register(ctx.storage.sql).profile();
      if (profile) this.openPremises(profile, await ctx.storage.getAlarm());
    });
  }

  /** The live channel: a WebSocket for the holder of a ticket, or of a credential where a program can send one. */
  override fetch(request: Request): Response {
    const url = new URL(request.url);
    const ticket = parseCredential(url.searchParams.get("ticket") ?? "");
    const bearer = parseCredential(
      request.headers.get("authorization")?.slice("Bearer ".length) ?? "",
    );
    const after = Number(url.searchParams.get("after") ?? 0);
    const desk = this.premises?.terminals;
    const listener =
      (ticket && desk?.takeTicket(ticket)) ??
      (bearer && desk?.admit({ ...bearer, scope: "orders:write" }).ok
        ? { terminal: bearer.terminal, display: 0 }
        : null);
    if (!desk || !listener) return new Response(null, { status: 401 });
    if (after > desk.lastCursor) return new Response(null, { status: 422 });
    return this.#sockets.accept(listener, after, this.env.PUBLIC_ORIGIN ?? url.origin);
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#sockets.hear(
      socket,
      message,
      (terminal, wish, origin) =>
        this.premises?.terminals.mintFor(terminal, wish, origin) ?? refuse("unauthenticated"),
    );
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#sockets.answerClose(socket, code);
  }

  override async alarm(): Promise<void> {
    await this.premises?.shop.attend();
  }

  protected openPremises(profile: Profile, alarmAt: number | null): Premises {
    this.premises = premisesOf(this.around(), alarmAt, profile, this.#sockets);
    return this.premises;
  }

  protected around(): Surroundings {
    return {
      sql: this.ctx.storage.sql,
      clock: () => Date.now(),
      core,
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      sleep: (ms, signal) => scheduler.wait(ms, signal ? { signal } : {}),
      fetch: (input, init) => fetch(input, init),
      setting: (name) => settingOf(this.env, name),
      setAlarm: (atMs) => void this.ctx.storage.setAlarm(atMs),
      wallet: (id) => this.env.WALLET.getByName(id),
      push: (terminal) => this.#sockets.push(terminal),
    };
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- TypeScript takes a class that is mixed in with these arguments only (TS2545)
export type MerchantClass = new (...args: any[]) => MerchantObject;
