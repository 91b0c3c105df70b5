import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { type RingKey, keyAt } from "../contract/key-ring.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";

const encoder = new TextEncoder();
const roots = parseTokenRoots(env.TOKEN_ROOTS);

/** By how much the clocks of two machines of the edge may differ. */
const SKEW_MS = 60_000;

/** Texts that we give out and know again: said by us, for one purpose, good for a while, and kept nowhere. */
export class Seal {
  readonly #lifeMs: number;
  readonly #keys: readonly RingKey[];

  /**
   * The purpose names the key: what is sealed for one is nothing to another. What is good for longer than the roots are
   * kept past their end (`launch/secrets.ts`) needs another ring.
   */
  constructor(purpose: string, lifeMs: number, ring: readonly RingKey[] = roots) {
    const info = encoder.encode(`edgetill/${purpose}/1`);
    this.#lifeMs = lifeMs;
    this.#keys = ring.map((key) => ({
      ...key,
      secret: core.hkdf(key.secret, new Uint8Array(0), info, 32),
    }));
  }

  /** Throws where no key is good now: that is the configuration's fault. */
  close(said: string, nowMs: number): string {
    const key = keyAt(this.#keys, nowMs / 1000);
    if (!key) throw new Error("no key is good now");
    const text = `${said}~${nowMs + this.#lifeMs}`;
    return `${text}~${macOf(text, key.secret)}`;
  }

  /** What was said, if it is ours and still good; null for everything else. */
  open(text: string, nowMs: number): { said: string; untilMs: number } | null {
    const parts = text.slice(0, 300).split("~");
    const [mac = "", untilText = ""] = [parts.pop(), parts.pop()];
    const said = parts.join("~");
    const untilMs = Number(untilText);
    // Whoever copied a key that has ended seals nothing new with it.
    const madeMs = untilMs - this.#lifeMs;
    const isOurs = this.#keys.some(
      ({ secret, notBefore, notAfter }) =>
        core.equal(encoder.encode(mac), encoder.encode(macOf(`${said}~${untilText}`, secret))) &&
        madeMs >= notBefore * 1000 - SKEW_MS &&
        madeMs < notAfter * 1000 + SKEW_MS,
    );
    return isOurs && untilMs >= nowMs ? { said, untilMs } : null;
  }
}

const macOf = (said: string, key: Uint8Array): string =>
  core.encode32(core.hmac(key, encoder.encode(said)));
