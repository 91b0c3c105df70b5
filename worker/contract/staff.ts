import * as v from "valibot";
import type { Minor } from "../domain/money.ts";
import { ROLES, type StaffRules } from "../domain/staff.ts";
import { MAX_MINOR } from "../domain/money.ts";
import { SecretIn, Text } from "./fields.ts";

/** What a request is sent with that somebody at the till stands behind: their session. */
export const STAFF_HEADER = "edgetill-staff";

const Pin = v.pipe(v.string("pin-invalid"), v.regex(/^\d{4,8}$/, "pin-invalid"));
const StaffNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999));
const Name = Text(40);
const Role = v.picklist(ROLES);

/** `POST /api/v1/shop/staff`, and the same without the PIN as `PUT …/{number}`. */
export const AddStaff = v.strictObject({ name: Name, role: Role, pin: Pin });
export type AddStaff = v.InferOutput<typeof AddStaff>;
export const ChangeStaff = v.omit(AddStaff, ["pin"]);
export type ChangeStaff = v.InferOutput<typeof ChangeStaff>;

/** `PUT /api/v1/shop/staff/{number}/pin`. */
export const PutPin = v.strictObject({ pin: Pin });

const Limit = v.nullable(
  v.pipe(
    v.number("policy-invalid"),
    v.integer("policy-invalid"),
    v.minValue(0, "policy-invalid"),
    v.maxValue(MAX_MINOR, "policy-invalid"),
    v.transform((value) => value as Minor),
  ),
);

/** `PUT /api/v1/shop/staff-rules`: what each role may do, and how soon a till locks. Limits in minor units. */
export const PutRules = v.strictObject({
  refundLimit: v.strictObject({ manager: Limit, cashier: Limit }),
  cashierMay: v.strictObject({ drawer: v.boolean(), reports: v.boolean(), settings: v.boolean() }),
  lockAfterSeconds: v.pipe(
    v.number("policy-invalid"),
    v.integer("policy-invalid"),
    v.minValue(15, "policy-invalid"),
    v.maxValue(3600, "policy-invalid"),
  ),
}) satisfies v.GenericSchema<unknown, StaffRules>;

/** `POST /api/v1/staff/sign-ins`, of a terminal. */
export const SignInStaff = v.strictObject({ staff: StaffNumber, pin: Pin });
export type SignInStaff = v.InferOutput<typeof SignInStaff>;

export const StaffLine = v.object({
  number: v.number(),
  name: v.string(),
  role: Role,
  /** How long no PIN of theirs is looked at; 0: one may try. */
  lockedSeconds: v.number(),
});
export type StaffLine = v.InferOutput<typeof StaffLine>;

/** `GET /api/v1/staff`: who may stand at this till. Empty: nobody is asked. */
export const StaffView = v.object({
  staff: v.array(StaffLine),
  lockAfterSeconds: v.number(),
});
export type StaffView = v.InferOutput<typeof StaffView>;

/** The pass of whoever has shown their PIN, good at this terminal only. */
export const StaffSession = v.object({ session: SecretIn, staff: StaffLine });
export type StaffSession = v.InferOutput<typeof StaffSession>;

/** `GET /api/v1/shop/staff`: the same for the owner, with the rules. */
export const StaffOffice = v.object({ staff: v.array(StaffLine), rules: PutRules });
export type StaffOffice = v.InferOutput<typeof StaffOffice>;
