import { type Capability, capabilityText, parseCapability } from "../domain/capability.ts";
import type { Channel } from "../domain/match.ts";
import { Seal } from "../object/sealed-text.ts";

/**
 * A fresh token seen once, good for claiming a little later under one claim key. A page that was opened with a good code
 * needs no script to claim: its form carries the permit, while the code itself grows old as it should.
 */
export interface Permit {
  readonly claim: Capability;
  readonly tokenAgeMs: number;
  readonly cell: number;
  readonly channel: Channel;
}

/** How long a payer may look at a bill before tapping, without script. */
const PERMIT_MS = 120_000;

const CHANNELS: readonly Channel[] = ["qr", "beacon", "link"];

const seal = new Seal("permit", PERMIT_MS);

export function permitText({ claim, tokenAgeMs, cell, channel }: Permit, nowMs: number): string {
  const said = `${capabilityText(claim)}~${Math.round(tokenAgeMs)}~${cell}~${channel}`;
  return seal.close(said, nowMs);
}

/** Reads a permit of ours that is still good; null for everything else. */
export function readPermit(text: string, nowMs: number): Permit | null {
  const [claimText = "", ageText = "", cellText = "", channelText = "", ...rest] =
    seal.open(text, nowMs)?.said.split("~") ?? [];
  const claim = parseCapability(claimText);
  const channel = CHANNELS.find((known) => known === channelText);
  if (rest.length > 0 || !claim || !channel) return null;
  return { claim, tokenAgeMs: Number(ageText), cell: Number(cellText), channel };
}
