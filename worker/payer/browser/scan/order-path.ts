// Whatever a beacon or a code says is a stranger's text: only what names an order here is followed, and only on this host.

const TOKEN = /^[A-Z2-7]{64}$/;
const HANDLE = /^[\da-f]{12}$/;
const CODE = /^(\w+:\/\/[^/]+)(\/([TN])\/(\w+))$/;

/** Where the text of a beacon leads: the order's token or its handle; null for anything else. */
export function pathOfBeacon(text: string): string | null {
  if (TOKEN.test(text)) return `/T/${text}?by=beacon`;
  return HANDLE.test(text) ? `/N/${text}` : null;
}

/** Where a scanned code leads, if it is one of this host's; null for anything else. Codes are written in capitals. */
export function pathOfCode(text: string, origin: string): string | null {
  const [, host = "", path = "", kind, name = ""] = CODE.exec(text) ?? [];
  const isOrder = kind === "T" ? TOKEN.test(name) : HANDLE.test(name);
  return isOrder && host.toLowerCase() === origin ? path : null;
}
