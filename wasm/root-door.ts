import { KeyConfigurationError } from "./core-error.ts";
import type { Exports, LinearMemory } from "./linear-memory.ts";
import { isWhole } from "./whole-number.ts";

/** A root key: signs the windows that begin within [notBefore, notAfter), and verifies them a minute longer. */
export interface TokenRoot {
  /** 0 to 15; travels in every token. */
  id: number;
  /** 32 random bytes. */
  secret: Uint8Array;
  /** Unix seconds. */
  notBefore: number;
  /** Unix seconds. */
  notAfter: number;
}

const WINDOW_SECONDS = 10;
const LAST_WINDOW = 0xffff_ffff;
const SECRET_BYTES = 32;

interface Span {
  root: TokenRoot;
  first: number;
  end: number;
}

/**
 * Replaces all roots, after checking them all: a refused configuration changes nothing.
 * The newest root (latest `notBefore`) that holds a window signs it.
 */
export function loadRoots(wasm: Exports, memory: LinearMemory, roots: readonly TokenRoot[]): void {
  const spans = roots.map(spanOf).toSorted((a, b) => b.root.notBefore - a.root.notBefore);
  checkTogether(spans);
  wasm.resetRoots();
  for (const { root, first, end } of spans) {
    memory.put(root.secret);
    wasm.pushRoot(root.id, first, end);
  }
}

function spanOf(root: TokenRoot): Span {
  const { id, secret, notBefore, notAfter } = root;
  if (!isWhole(id, 0, 15)) {
    throw new KeyConfigurationError(
      null,
      `root key ${String(id)}: a key id is a whole number from 0 to 15`,
    );
  }
  if (!(secret instanceof Uint8Array) || secret.length !== SECRET_BYTES) {
    throw fault(id, `the secret must be ${SECRET_BYTES} bytes`);
  }
  if (secret.every((byte) => byte === secret[0]))
    throw fault(id, "the secret is one byte over and over");
  if (!isWhole(notBefore, 0, Number.MAX_SAFE_INTEGER))
    throw fault(id, "notBefore is not a whole number of Unix seconds");
  if (!isWhole(notAfter, 0, Number.MAX_SAFE_INTEGER))
    throw fault(id, "notAfter is not a whole number of Unix seconds");

  const first = Math.ceil(notBefore / WINDOW_SECONDS);
  const end = Math.min(Math.ceil(notAfter / WINDOW_SECONDS), LAST_WINDOW);
  if (first >= end)
    throw fault(id, `no window begins between notBefore ${notBefore} and notAfter ${notAfter}`);
  return { root, first, end };
}

/** Faults that only show between roots, which are given newest first. */
function checkTogether(spans: readonly Span[]): void {
  if (spans.length === 0) throw new KeyConfigurationError(null, "no root key is configured");
  const seen = new Set<number>();
  for (const { root } of spans) {
    if (seen.has(root.id)) throw fault(root.id, "the id is used twice");
    seen.add(root.id);
  }

  let covered = Number.NaN;
  const older: Span[] = [];
  for (const span of spans.toReversed()) {
    const previous = older.at(-1);
    if (previous?.root.notBefore === span.root.notBefore) {
      throw fault(
        span.root.id,
        `begins in the same second as root key ${previous.root.id}: which of them is newer?`,
      );
    }
    const twin = older.find((other) =>
      other.root.secret.every((byte, i) => byte === span.root.secret[i]),
    );
    if (twin) throw fault(span.root.id, `has the secret of root key ${twin.root.id}`);
    if (span.first > covered)
      throw fault(
        span.root.id,
        "begins after every older root key has ended: none would sign in between",
      );
    covered = Math.max(span.end, Number.isNaN(covered) ? 0 : covered);
    older.push(span);
  }
}

function fault(id: number, what: string): KeyConfigurationError {
  return new KeyConfigurationError(id, `root key ${id}: ${what}`);
}
