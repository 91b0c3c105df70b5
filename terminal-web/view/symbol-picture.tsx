import type { JSX } from "preact";
import type { QrSymbol } from "./qr-symbol.ts";

/** A QR symbol, black on white in every light: readers are promised the contrast. */
export function SymbolPicture({
  symbol: { side, path },
  label,
}: {
  readonly symbol: QrSymbol;
  readonly label: string;
}): JSX.Element {
  return (
    <svg
      class="code"
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={side} height={side} class="code-ground" />
      <path d={path} class="code-modules" />
    </svg>
  );
}
