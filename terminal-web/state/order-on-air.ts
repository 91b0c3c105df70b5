import { faceOf } from "./sale.ts";
import { type Till, serverNow, windowsOf } from "./till.ts";

/** The number that a beacon may broadcast: of the order whose code is on the screen and which the server has. */
export function orderOnAir(till: Till, now: number): string | null {
  if (till.status !== "open" || till.sale?.status !== "standing") return null;
  const { number } = till.sale.charge;
  const face = faceOf(till.sale, windowsOf(till, number), serverNow(till, now));
  return face.kind === "code" ? number : null;
}
