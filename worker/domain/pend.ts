import type { Brand } from "./brand.ts";
import { type MerchantId, type Secret, isSecret, secretFrom } from "./capability.ts";
import { type OrderNumber, orderNumberText } from "./order-number.ts";

/** 130 random bits as 26 characters of base32: names a wallet's object. It opens nothing: only its passkeys do. */
export type WalletId = Brand<string, "WalletId">;

/** Names one try to pay one order from one wallet, in both books and for ever. */
export type PendId = Brand<string, "PendId">;

/** What one try to pay is made of. The same parts are the same try, however often it is sent. */
export interface PendParts {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
  readonly wallet: WalletId;
  /** The claim's own secret: a try belongs to one claim and ends with it. */
  readonly claim: Secret;
  /** Made by the payer's side before the first sending. */
  readonly key: Secret;
}

/** Money that a wallet holds for an attempt, and the try it holds it for. */
export interface WalletHold {
  readonly wallet: WalletId;
  readonly pend: PendId;
}

export const isWalletId = (text: string): text is WalletId => isSecret(text);
export const isPendId = (text: string): text is PendId => isSecret(text);

export const walletIdFrom = (random: Uint8Array): WalletId =>
  secretFrom(random) as string as WalletId;

/** The pend id out of the SHA-256 of {@link pendText}: 130 bits of it. */
export const pendIdFrom = (hash: Uint8Array): PendId => secretFrom(hash) as string as PendId;

export const pendText = ({ merchant, number, wallet, claim, key }: PendParts): string =>
  ["edgetill pend 1", merchant, orderNumberText(number), wallet, claim, key].join("\n");

/** What both books call the money of one try. */
export const pendPair = (number: OrderNumber, pend: PendId): string =>
  `${orderNumberText(number)} pend ${pend}`;
