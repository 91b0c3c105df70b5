import type { MerchantId } from "./domain/capability.ts";
import type { WalletId } from "./domain/pend.ts";
import { Directory } from "./directory/directory.ts";
import { StatusBook } from "./directory/status-book.ts";
import { merchantOf } from "./merchant/stub.ts";
import { walletOf } from "./wallet/stub.ts";

/** Objects of each kind woken by one sweep. */
const AT_ONCE = 50;

/**
 * The second net under the objects' alarms: wakes those that were left alone longest. An object that wakes sets its alarm
 * for whatever is due, and tells what the operator's status page shows of it. No work depends on the sweep, and it knows of
 * none; only a lost alarm would be later without.
 */
export async function sweep(env: Env, now: number): Promise<void> {
  const { merchants, wallets } = await new Directory(env.DIRECTORY).longestAlone(now, AT_ONCE);
  const book = new StatusBook(env.DIRECTORY);
  const woken = await Promise.allSettled([
    ...merchants.map((merchant) => wakeMerchant(env, book, merchant)),
    ...wallets.map((id) => wakeWallet(env, book, id)),
    book.add([], [book.forget(now)]),
  ]);
  for (const result of woken) {
    if (result.status === "rejected") console.error("an object could not be woken", result.reason);
  }
}

async function wakeMerchant(
  env: Env,
  book: StatusBook,
  { id, tallied }: { id: MerchantId; tallied: number },
): Promise<void> {
  const pulse = await merchantOf(env, id).sweep(tallied);
  if (!pulse) return;
  const told = pulse.tallied > tallied ? [book.tallied(id, pulse.tallied)] : [];
  await book.add(pulse.tallies, [...told, ...book.stuckIn(id, pulse.stuck)]);
}

async function wakeWallet(env: Env, book: StatusBook, id: WalletId): Promise<void> {
  const holds = await walletOf(env, id).sweep();
  await book.add([], book.stuckIn(id, holds));
}
