import worker from "../../worker/index.ts";
import { Merchant as Plain } from "../../worker/merchant/merchant.ts";
import type { Surroundings } from "../../worker/merchant/surroundings.ts";

// The product's own Worker, counting what the platform would bill: rows written, calls of objects, queries of D1.
// Objects run in the isolate of their Worker here, so that one counter sees both.
const counts = { rows: 0, calls: 0, queries: 0 };

export class Merchant extends Plain {
  protected override around(): Surroundings {
    const around = super.around();
    const exec = (query: string, ...bindings: SqlStorageValue[]) => {
      const cursor = around.sql.exec(query, ...bindings);
      counts.rows += cursor.rowsWritten;
      return cursor;
    };
    return {
      ...around,
      // Only this method of it is ever used.
      sql: { exec } as SqlStorage,
      setAlarm(atMs) {
        // Setting an alarm is billed as one row written.
        counts.rows += 1;
        around.setAlarm(atMs);
      },
    };
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

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === "/counts") {
      const told = Response.json(counts);
      Object.assign(counts, { rows: 0, calls: 0, queries: 0 });
      return told;
    }
    const MERCHANT = new Proxy(env.MERCHANT, {
      get: (target, property) =>
        property === "getByName"
          ? (name: string) => counting(target.getByName(name), () => (counts.calls += 1))
          : Reflect.get(target, property),
    });
    const DIRECTORY = counting(env.DIRECTORY, () => (counts.queries += 1));
    return worker.fetch(request, { ...env, MERCHANT, DIRECTORY }, context);
  },
} satisfies ExportedHandler<Env>;
