// The two pages through which bytes cross. Everything else in linear memory belongs to the file that declares it.

/** Bytes that a caller may place in the input region: one message, or 1024 token texts. */
export const INPUT_SIZE: i32 = 65536;

/** Bytes that the core may leave in the output region: digests, key material, token records, symbols. */
export const OUTPUT_SIZE: i32 = 32768;

export const INPUT: usize = memory.data(65536, 16);
export const OUTPUT: usize = memory.data(32768, 16);
