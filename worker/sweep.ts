import { Directory } from "./directory/directory.ts";
import { merchantOf } from "./merchant/stub.ts";
import { walletOf } from "./wallet/stub.ts";

/** Objects of each kind woken by one sweep. */
const AT_ONCE = 50;

/**
 * The second net under the objects' alarms: wakes those that were left alone longest. Waking is all: an object that wakes
 * sets its alarm for whatever is due. No work depends on it, and it knows of none; only a lost alarm would be later without.
 */
export async function sweep(env: Env, now: number): Promise<void> {
  const { merchants, wallets } = await new Directory(env.DIRECTORY).longestAlone(now, AT_ONCE);
  const woken = await Promise.allSettled([
    ...merchants.map((id) => merchantOf(env, id).sweep()),
    ...wallets.map((id) => walletOf(env, id).sweep()),
  ]);
  for (const result of woken) {
    if (result.status === "rejected") console.error("an object could not be woken", result.reason);
  }
}
