declare const brand: unique symbol;

/** A value that only a parser makes, so that two things of the same shape cannot be mixed up. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
