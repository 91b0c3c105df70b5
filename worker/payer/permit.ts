import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";
import { type Capability, capabilityText, parseCapability } from "../domain/capability.ts";
import type { Channel } from "../domain/match.ts";

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
const encoder = new TextEncoder();

// One key per root, so that permits outlive a rotation as tokens do.
const keys = parseTokenRoots(env.TOKEN_ROOTS).map(({ secret }) =>
  core.hkdf(secret, new Uint8Array(0), encoder.encode("edgetill/permit/1"), 32),
);

export function permitText({ claim, tokenAgeMs, cell, channel }: Permit, nowMs: number): string {
  const said = `${capabilityText(claim)}~${Math.round(tokenAgeMs)}~${cell}~${channel}~${nowMs + PERMIT_MS}`;
  return `${said}~${macOf(said, keys[0] ?? new Uint8Array(32))}`;
}

/** Reads a permit of ours that is still good; null for everything else. */
export function readPermit(text: string, nowMs: number): Permit | null {
  const [
    claimText = "",
    ageText = "",
    cellText = "",
    channelText = "",
    untilText = "",
    mac = "",
    ...rest
  ] = text.slice(0, 300).split("~");
  const said = [claimText, ageText, cellText, channelText, untilText].join("~");
  const isOurs = keys.some((key) =>
    core.equal(encoder.encode(mac), encoder.encode(macOf(said, key))),
  );
  const claim = parseCapability(claimText);
  const channel = CHANNELS.find((known) => known === channelText);
  if (!isOurs || rest.length > 0 || !claim || !channel || Number(untilText) < nowMs) return null;
  return { claim, tokenAgeMs: Number(ageText), cell: Number(cellText), channel };
}

const macOf = (said: string, key: Uint8Array): string =>
  core.encode32(core.hmac(key, encoder.encode(said)));
