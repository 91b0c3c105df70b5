import * as v from "valibot";
import { parseHandle } from "../domain/handle.ts";
import { parsed } from "./fields.ts";

export const HandleIn = parsed(parseHandle, "handle");

/** `POST /api/v1/orders/{number}/handles`: what the beacon beside the till broadcasts while the order waits. */
export const BeaconHandle = v.object({
  /** Ten bytes of this host as hexadecimal: the namespace of its Eddystone-UID frames. */
  namespace: v.string(),
  /** Six bytes as hexadecimal: the instance of the frame. */
  handle: v.string(),
  /** Where a phone goes that reads the handle; goes into an Eddystone-URL frame if it fits. */
  url: v.string(),
  expiresAt: v.string(),
});
export type BeaconHandle = v.InferOutput<typeof BeaconHandle>;
