import worker from "../../worker/index.ts";
import type { MerchantPeer, WalletPeer } from "../../worker/contract/clearing.ts";
import { Merchant as PlainMerchant } from "../../worker/merchant/merchant.ts";
import type { Surroundings as ShopSurroundings } from "../../worker/merchant/surroundings.ts";
import type { Surroundings as PurseSurroundings } from "../../worker/wallet/surroundings.ts";
import { Wallet as PlainWallet } from "../../worker/wallet/wallet.ts";

// The product's own Worker, counting what the platform would bill: rows written, calls of objects, queries of D1.
// Objects run in the isolate of their Worker here, so that one counter sees both.
const counts = { rows: 0, calls: 0, queries: 0 };

const countCall = (): void => void (counts.calls += 1);

/** What writes: statements and alarms. Setting an alarm is billed as one row written. */
function counted({ sql, setAlarm }: Pick<ShopSurroundings, "sql" | "setAlarm">) {
  const exec = (query: string, ...bindings: SqlStorageValue[]) => {
    const cursor = sql.exec(query, ...bindings);
    counts.rows += cursor.rowsWritten;
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
}

export class Wallet extends PlainWallet {
  protected override around(): PurseSurroundings {
    const around = super.around();
    const merchant = (id: Parameters<typeof around.merchant>[0]): MerchantPeer =>
      counting(around.merchant(id), countCall);
    return { ...around, ...counted(around), merchant };
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

/** The objects of one kind, each call of one counted. */
function countingObjects<Namespace extends { getByName(name: string): object }>(
  namespace: Namespace,
): Namespace {
  return new Proxy(namespace, {
    get: (target, property) =>
      property === "getByName"
        ? (name: string) => counting(target.getByName(name), countCall)
        : Reflect.get(target, property),
  });
}

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === "/counts") {
      const told = Response.json(counts);
      Object.assign(counts, { rows: 0, calls: 0, queries: 0 });
      return told;
    }
    const MERCHANT = countingObjects(env.MERCHANT);
    const WALLET = countingObjects(env.WALLET);
    const DIRECTORY = counting(env.DIRECTORY, () => (counts.queries += 1));
    return worker.fetch(request, { ...env, MERCHANT, WALLET, DIRECTORY }, context);
  },
} satisfies ExportedHandler<Env>;
