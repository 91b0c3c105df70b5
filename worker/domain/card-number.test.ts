import { describe, expect, it } from "vitest";
import { holdsCardNumber } from "./card-number.ts";

// Numbers that the networks and their processors publish for tests; none is anybody's card.
const CARDS = [
  "4111111111111111",
  "4242 4242 4242 4242",
  "4000-0566-5566-5556",
  "5555 5555 5555 4444",
  "2223003122003222",
  "3782 822463 10005",
  "6011.1111.1111.1117",
  "6205500000000000004",
  "3566002020360505",
  "3056930009020004",
  "Card: 4111 1111 1111 1111, exp 12/29",
  "room12 4111111111111111.",
  "４１１１ １１１１ １１１１ １１１１",
  "٤١١١١١١١١١١١١١١١",
  "४१११ ११११ ११११ ११११",
  "4111–1111–1111–1111",
];

const HARMLESS = [
  "4111111111111112",
  "4006381333931",
  "9783161484100",
  "Table 4, seat 2",
  "+49 30 901820 4111",
  "2026-11-25 13:30:00",
  "1111111111111111",
  "IBAN DE02120300000000202051",
  "00004111111111111111",
  "DE89 3704 0044 0532 0130 00",
  "Order 65535-4294967295",
  "",
];

describe("a card number in a text", () => {
  it.for(CARDS)("is seen in %s", (text) => expect(holdsCardNumber(text)).toBe(true));
  it.for(HARMLESS)("is not seen in %s", (text) => expect(holdsCardNumber(text)).toBe(false));
});
