import { describe, expect, it } from "vitest";
import { Till, call } from "./till.ts";

describe("the bill page", () => {
  it("shows the bill and claims nothing", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    const page = await call("GET", `/T/${await till.token(number)}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain("€23.50");
    expect(await till.status(number)).toBe("placed");
  });
});
