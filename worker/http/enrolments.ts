import { Hono } from "hono";
import { Enrol } from "../contract/enrolment.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import type { Host } from "./host.ts";
import { possessionOf } from "./possession.ts";
import { answer, problem } from "./problem.ts";

/** Where a device becomes a terminal. */
export const enrolments = new Hono<Host>().post("/enrolments", body(Enrol), async (c) => {
  const proof = await possessionOf(c, null);
  if (!proof.ok) return problem(c, proof.reason);
  const { code } = c.req.valid("json");
  return answer(c, await merchantOf(c.env, code.merchant).enrol(code, proof.value), 201);
});
