// HMAC-SHA-256 of a token's payload, whose 24 bytes fill one block as the digest does: two compressions, constant padding.
import { compressWords } from "./sha256";

const INNER: usize = memory.data(32, 16);
const OUTER: usize = memory.data(32, 16);

/** Leaves the mac of the payload words at the returned address, in host order. The second vector ends with the padding. */
export function macOf(midstates: usize, w0: v128, w1: v128): usize {
  const none = i32x4.splat(0);
  compressWords(midstates, INNER, w0, w1, none, i32x4(0, 0, 0, 704));
  const padding = i32x4(0x80000000, 0, 0, 0);
  compressWords(
    midstates + 32,
    OUTER,
    v128.load(INNER),
    v128.load(INNER, 16),
    padding,
    i32x4(0, 0, 0, 768),
  );
  return OUTER;
}
