import * as v from "valibot";
import { StaffSession, StaffView } from "../../worker/contract/staff.ts";
import type { Answer, Ask } from "./call.ts";

/** Who may stand at this till, and their PINs. It is loaded for tills that hold a key. */
export interface StaffApi {
  staff(): Promise<Answer<StaffView>>;
  signIn(staff: number, pin: string): Promise<Answer<StaffSession>>;
  signOut(): Promise<Answer<unknown>>;
}

export const createStaffApi = (ask: Ask): StaffApi => ({
  staff: () => ask(StaffView, { method: "GET", path: "/staff" }),
  signIn: (staff, pin) =>
    ask(StaffSession, { method: "POST", path: "/staff/sign-ins", body: { staff, pin } }),
  signOut: () => ask(v.unknown(), { method: "POST", path: "/staff/sign-out" }),
});
