import worker from "../../worker/index.ts";
import type { MerchantPeer, WalletPeer } from "../../worker/contract/clearing.ts";
import { Merchant as PlainMerchant } from "../../worker/merchant/merchant.ts";
import type { Surroundings as ShopSurroundings } from "../../worker/merchant/surroundings.ts";
import type { Surroundings as PurseSurroundings } from "../../worker/wallet/surroundings.ts";
import { Wallet as PlainWallet } from "../../worker/wallet/wallet.ts";

// The product's own Worker, counting what the platform would bill: requests, rows, calls of objects, the time in which an
// object has a call to answer (a socket that hibernates costs none), queries of D1.
// Objects run in the isolate of their Worker here, so that one counter sees both.
const NONE = { requests: 0, rows: 0, rowsRead: 0, calls: 0, activeMs: 0, queries: 0 };
const counts = { ...NONE, bytes: 0 };

const countCall = (): void => void (counts.calls += 1);

/** Calls that each object has not answered yet, and since when there are any: what lasts is billed once, not for each. */
const busy = new Map<string, { calls: number; since: number }>();

function enter(name: string): () => void {
  const object = busy.get(name) ?? { calls: 0, since: 0 };
  busy.set(name, object);
  if (object.calls++ === 0) object.since = Date.now();
  return () => {
    if (--object.calls === 0) counts.activeMs += Date.now() - object.since;
  };
}

/** What writes: statements and alarms. Setting an alarm is billed as one row written. */
function counted({ sql, setAlarm }: Pick<ShopSurroundings, "sql" | "setAlarm">) {
  const exec = (query: string, ...bindings: SqlStorageValue[]) => {
    const cursor = sql.exec(query, ...bindings);
    counts.rows += cursor.rowsWritten;
    counts.rowsRead += cursor.rowsRead;
    if (cursor.rowsWritten > 0) counts.bytes = sql.databaseSize;
    return cursor;
  };
  return {
    // Only this method of it is ever used.
    sql: { exec } as SqlStorage,
    setAlarm(atMs: number) {
      counts.rows += 1;
      setAlarm(atMs);
    },
  };
}

export class Merchant extends PlainMerchant {
  protected override around(): ShopSurroundings {
    const around = super.around();
    const wallet = (id: Parameters<typeof around.wallet>[0]): WalletPeer =>
      counting(around.wallet(id), countCall);
    return { ...around, ...counted(around), wallet };
  }

  override async alarm(): Promise<void> {
    countCall();
    await super.alarm();
  }
}

export class Wallet extends PlainWallet {
  protected override around(): PurseSurroundings {
    const around = super.around();
    const merchant = (id: Parameters<typeof around.merchant>[0]): MerchantPeer =>
      counting(around.merchant(id), countCall);
    return { ...around, ...counted(around), merchant };
  }

  override async alarm(): Promise<void> {
    countCall();
    await super.alarm();
  }
}

function counting<Target extends object>(target: Target, count: (method: string) => void): Target {
  return new Proxy(target, {
    get(_, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        count(String(property));
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** An object, each call of it counted, and how long it takes. */
function billing<Target extends object>(target: Target, name: string): Target {
  return new Proxy(target, {
    get(_, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        countCall();
        const leave = enter(name);
        const answer: unknown = Reflect.apply(value, target, args);
        void Promise.resolve(answer).then(leave, leave);
        return answer;
      };
    },
  });
}

/** The objects of one kind, each call of one counted. */
function countingObjects<Namespace extends { getByName(name: string): object }>(
  namespace: Namespace,
): Namespace {
  return new Proxy(namespace, {
    get: (target, property) =>
      property === "getByName"
        ? (name: string) => billing(target.getByName(name), name)
        : Reflect.get(target, property),
  });
}

const countedBindings = (env: Env): Env => ({
  ...env,
  MERCHANT: countingObjects(env.MERCHANT),
  WALLET: countingObjects(env.WALLET),
  DIRECTORY: counting(env.DIRECTORY, () => (counts.queries += 1)),
});

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === "/counts") {
      const told = Response.json(counts);
      Object.assign(counts, NONE);
      return told;
    }
    counts.requests += 1;
    const bindings = countedBindings(env);
    if (new URL(request.url).pathname === "/sweep") {
      await worker.scheduled({ scheduledTime: Date.now() } as ScheduledController, bindings);
      return new Response(null, { status: 204 });
    }
    return worker.fetch(request, bindings, context);
  },
} satisfies ExportedHandler<Env>;
