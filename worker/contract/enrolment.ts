import * as v from "valibot";
import { type MerchantId, type Secret, isMerchantId, isSecret } from "../domain/capability.ts";
import { parsed } from "./fields.ts";

/** How long the code for a new terminal is good, and only once. */
export const ENROLMENT_MS = 10 * 60_000;

/** What the owner's screen shows for a device that is to become a terminal. */
export interface EnrolmentCode {
  readonly merchant: MerchantId;
  readonly secret: Secret;
}

/** "NEW.MERCHANT.SECRET": goes behind the # of the terminal's address, so that no server log has it. */
export const enrolmentCodeText = ({ merchant, secret }: EnrolmentCode): string =>
  `NEW.${merchant}.${secret}`;

/** Reads exactly what {@link enrolmentCodeText} writes. */
export function parseEnrolmentCode(text: string): EnrolmentCode | null {
  const [head, merchant = "", secret = "", ...rest] = text.split(".", 4);
  if (head !== "NEW" || rest.length > 0 || !isMerchantId(merchant) || !isSecret(secret))
    return null;
  return { merchant, secret };
}

/** `POST /api/v1/enrolments`, with a proof of the device's new key: the device becomes a terminal. */
export const Enrol = v.strictObject({ code: parsed(parseEnrolmentCode, "enrolment-unknown") });

/** The terminal's credential, which is of no use without the device's key. */
export const Enrolled = v.object({ credential: v.string() });
export type Enrolled = v.InferOutput<typeof Enrolled>;
