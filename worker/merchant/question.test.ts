import { expect, it } from "vitest";
import type { OrderCommand } from "../domain/decide.ts";
import {
  PRICE,
  T0,
  capture,
  claim,
  decline,
  instruct,
  orderAfter,
  place,
  secret,
} from "../domain/test-orders.ts";
import { questionOf } from "./question.ts";

const asked = (commands: OrderCommand[]) => questionOf(orderAfter(commands), new Map(), T0);

it("what the rail has let go of is asked for last: money that strayed goes back meanwhile", () => {
  const again = [place, claim(), instruct(), decline(), instruct(secret(31))];
  const held = [...again, capture(2, PRICE, true)];
  expect(asked([...held, capture(1)])).toBe("post");
  const lost: OrderCommand[] = [...held, { type: "lose hold", ordinal: 2 }, capture(1)];
  expect(asked(lost)).toBe("send back");
  expect(asked([...lost, { type: "return", ordinal: 1 }])).toBe("post");
});
