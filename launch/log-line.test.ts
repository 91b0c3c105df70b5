import { expect, it } from "vitest";
import { lineOfLog } from "./log-line.ts";

const refused = {
  level: "info",
  request: "0d1c",
  method: "GET",
  route: "/api/v1/orders/:number",
  status: 404,
  problem: "order-not-found",
  ms: 3,
};

it.for([
  {
    message: JSON.stringify(refused),
    line: "00:00:01.500  GET  404    3 ms  /api/v1/orders/:number  order-not-found, request 0d1c",
  },
  { message: "a wallet did not answer", line: "a wallet did not answer" },
  { message: '{"level":', line: '{"level":' },
])("shows $message as somebody reads it", ({ message, line }) => {
  expect(lineOfLog({ level: "log", message, timestamp: 1500 })).toBe(line);
});
