// Upper-case base32 (RFC 4648 section 6) without padding, and strict: one text per value.

function digitOf(value: u32): u8 {
  return <u8>(value < 26 ? 65 + value : 24 + value);
}

// 32 or more for a character outside the alphabet.
function valueOf(character: u32): u32 {
  if (character - 65 < 26) return character - 65;
  if (character - 50 < 6) return character - 24;
  return 32;
}

/** Characters that `length` bytes take. */
export function textLength(length: i32): i32 {
  return (length * 8 + 4) / 5;
}

export function encode32(bytes: usize, length: i32, text: usize): void {
  let pending: u32 = 0;
  let bits: i32 = 0;
  for (let i = 0; i < length; i++) {
    pending = (pending << 8) | <u32>load<u8>(bytes + i);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      store<u8>(text++, digitOf((pending >> bits) & 31));
    }
  }
  if (bits > 0) store<u8>(text, digitOf((pending << (5 - bits)) & 31));
}

/** Decodes the text of exactly `length` bytes; false for a foreign character or a padding bit that is not zero. */
export function decode32(text: usize, bytes: usize, length: i32): bool {
  let pending: u32 = 0;
  let bits: i32 = 0;
  for (let i = textLength(length); i > 0; i--) {
    const value = valueOf(load<u8>(text++));
    if (value > 31) return false;
    pending = (pending << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      store<u8>(bytes++, <u8>(pending >> bits));
    }
  }
  return (pending & ((1 << bits) - 1)) == 0;
}
