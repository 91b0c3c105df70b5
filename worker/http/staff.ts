import { Hono } from "hono";
import { AddStaff, ChangeStaff, PutPin, PutRules, SignInStaff } from "../contract/staff.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import type { Host } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";
import { owner } from "./session.ts";
import { terminal } from "./terminal.ts";

/** Who may stand at a till: as the owner says it, and as they show their PIN there. */
export const staff = new Hono<Host>()
  .get("/shop/staff", owner, async (c) => {
    const { session } = c.var;
    return answer(c, await merchantOf(c.env, session.merchant).staff(session));
  })
  .post("/shop/staff", owner, body(AddStaff), async (c) => {
    const { session } = c.var;
    const wish = c.req.valid("json");
    return answer(c, await merchantOf(c.env, session.merchant).addStaff(session, wish), 201);
  })
  .put("/shop/staff/:number", owner, body(ChangeStaff), async (c) => {
    const { session } = c.var;
    const [number, wish] = [numbered(c.req.param("number")), c.req.valid("json")];
    return answer(c, await merchantOf(c.env, session.merchant).changeStaff(session, number, wish));
  })
  .put("/shop/staff/:number/pin", owner, body(PutPin), async (c) => {
    const { session } = c.var;
    const [number, { pin }] = [numbered(c.req.param("number")), c.req.valid("json")];
    return answer(c, await merchantOf(c.env, session.merchant).putPin(session, number, pin));
  })
  .post("/shop/staff/:number/remove", owner, async (c) => {
    const { session } = c.var;
    const number = numbered(c.req.param("number"));
    return answer(c, await merchantOf(c.env, session.merchant).removeStaff(session, number));
  })
  .put("/shop/staff-rules", owner, body(PutRules), async (c) => {
    const { session } = c.var;
    const rules = c.req.valid("json");
    return answer(c, await merchantOf(c.env, session.merchant).putStaffRules(session, rules));
  })
  .get("/staff", terminal("settings:write"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).staffAt(credential));
  })
  .post("/staff/sign-ins", terminal("settings:write"), body(SignInStaff), async (c) => {
    const { credential } = c.var;
    const wish = c.req.valid("json");
    const { merchant } = credential;
    const signed = await merchantOf(c.env, merchant).signInStaff(credential, wish);
    return signed.ok && "lockedSeconds" in signed.value
      ? problem(c, "pin-locked", {}, signed.value.lockedSeconds)
      : answer(c, signed, 201);
  })
  .post("/staff/sign-out", terminal("settings:write"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).signOutStaff(credential));
  });

/** Nobody has the number 0: what is not a number finds nobody. */
const numbered = (text: string): number => wholeNumber(text, 0, 1, 99_999) ?? 0;
