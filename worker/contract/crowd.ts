import type { MerchantId } from "../domain/capability.ts";
import { type OrderNumber, terminalOf } from "../domain/order-number.ts";
import { rangeOf } from "./address-range.ts";

/** The platform's limiter, as far as it is asked. */
interface Limiter {
  limit(wish: { key: string }): Promise<{ success: boolean }>;
}

interface Seen {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
}

/**
 * Whether one address range asks too much of one till, as the platform's limiter counts it: by place and not exactly.
 * It is asked once the code is known to be good, and before any object is. Where there is no limiter, nobody crowds.
 */
export async function isCrowding(
  { CROWD }: { readonly CROWD?: Limiter },
  request: Request,
  { merchant, number }: Seen,
): Promise<boolean> {
  const address = request.headers.get("cf-connecting-ip");
  if (!CROWD || !address) return false;
  const key = `${merchant} ${terminalOf(number)} ${rangeOf(address)}`;
  return !(await CROWD.limit({ key })).success;
}
