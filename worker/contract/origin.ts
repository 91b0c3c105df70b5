/** Where phones reach this Worker: what its keeper has said, or else where the request came in. */
export const originOf = (env: { readonly PUBLIC_ORIGIN?: string }, url: string): string =>
  env.PUBLIC_ORIGIN ?? new URL(url).origin;
