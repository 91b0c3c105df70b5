import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";

const encoder = new TextEncoder();

/** Texts that we give out and know again: said by us, for one purpose, good for a while, and kept nowhere. */
export class Seal {
  // One key per root, so that what was sealed outlives a rotation as tokens do.
  readonly #keys: readonly Uint8Array[];

  /** The purpose names the key: what is sealed for one is nothing to another. */
  constructor(purpose: string) {
    const info = encoder.encode(`edgetill/${purpose}/1`);
    this.#keys = parseTokenRoots(env.TOKEN_ROOTS).map(({ secret }) =>
      core.hkdf(secret, new Uint8Array(0), info, 32),
    );
  }

  close(said: string, untilMs: number): string {
    const text = `${said}~${untilMs}`;
    return `${text}~${macOf(text, this.#keys[0] ?? new Uint8Array(32))}`;
  }

  /** What was said, if it is ours and still good; null for everything else. */
  open(text: string, nowMs: number): { said: string; untilMs: number } | null {
    const parts = text.slice(0, 300).split("~");
    const [mac = "", untilText = ""] = [parts.pop(), parts.pop()];
    const said = parts.join("~");
    const isOurs = this.#keys.some((key) =>
      core.equal(encoder.encode(mac), encoder.encode(macOf(`${said}~${untilText}`, key))),
    );
    const untilMs = Number(untilText);
    return isOurs && untilMs >= nowMs ? { said, untilMs } : null;
  }
}

const macOf = (said: string, key: Uint8Array): string =>
  core.encode32(core.hmac(key, encoder.encode(said)));
