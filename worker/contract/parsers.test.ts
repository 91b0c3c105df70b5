import naughty from "big-list-of-naughty-strings/blns.json" with { type: "json" };
import fc from "fast-check";
import * as v from "valibot";
import { describe, it } from "vitest";
import { capabilityText, parseCapability } from "../domain/capability.ts";
import { handleText, parseHandle } from "../domain/handle.ts";
import { orderNumberText, parseOrderNumber } from "../domain/order-number.ts";
import { plainText } from "../domain/plain-text.ts";
import { parseJson } from "../http/json.ts";
import { wholeNumber } from "../http/query.ts";
import { credentialText, parseCredential } from "./credential.ts";
import { displayCredentialText, parseDisplayCredential } from "./display.ts";
import { enrolmentCodeText, parseEnrolmentCode } from "./enrolment.ts";
import { MoneyIn } from "./fields.ts";
import { parseKeyRing } from "./key-ring.ts";
import { parseRecoveryCode } from "./owner.ts";
import { Position } from "./place.ts";
import { parseReceiptKeys } from "./receipt-keys.ts";
import { sessionFrom } from "./session.ts";
import { parseTokenRoots } from "./token-roots.ts";

// Whatever a parser is given, it takes or refuses it, and what it takes is written in one way only. `npm run fuzz:parsers`
// gives each a million texts, and the grammar of speech too; tokens have theirs in `npm run test:full`.

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 3_000);
const SEED = 20_261_125;

const MERCHANT = "A".repeat(13);
const SECRET = "B".repeat(26);
const KEY = { id: 1, secret: "A".repeat(43), notBefore: 0, notAfter: 9 };
const GOOD = [
  "1-1",
  "65535-4294967295",
  "00112233aabb",
  `${MERCHANT}.1-1.${SECRET}`,
  `${MERCHANT}.3.${SECRET}`,
  `${MERCHANT}.3.1.${SECRET}`,
  `NEW.${MERCHANT}.${SECRET}`,
  MERCHANT + SECRET,
  "0",
  "17",
  JSON.stringify([KEY]),
  '{"minor":100,"currency":"EUR"}',
  JSON.stringify({ mid: MERCHANT, sub: "1", sid: SECRET, gen: 1 }),
  '{"latitude":1,"longitude":2,"accuracy":3}',
];

/** A good text with a place of it changed, doubled or cut, or any text at all. */
const texts = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...GOOD),
      fc.nat(90),
      fc.constantFrom(
        "",
        "a",
        "A",
        "2",
        ".",
        "-",
        "\u0000",
        "٣",
        "１",
        " ",
        "\u202E",
        '"',
        "}",
        "e9",
      ),
      fc.nat(2),
    )
    .map(([text, at, put, cut]) => text.slice(0, at) + put + text.slice(at + cut)),
  fc.constantFrom(...naughty),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ maxLength: 80 }),
);

/** Each with what writes down again what it has read, where there is one such text. */
const PARSERS: Record<
  string,
  { read: (text: string) => unknown; write?: (value: never) => string }
> = {
  "an order's number": { read: parseOrderNumber, write: orderNumberText },
  "a beacon's handle": { read: parseHandle, write: handleText },
  "a claim or receipt": { read: parseCapability, write: capabilityText },
  "a terminal's credential": { read: parseCredential, write: credentialText },
  "a display's credential": { read: parseDisplayCredential, write: displayCredentialText },
  "an enrolment": { read: parseEnrolmentCode, write: enrolmentCodeText },
  "a recovery code": { read: parseRecoveryCode },
  "a number of a query": { read: (text) => wholeNumber(text, 0, 0, Number.MAX_SAFE_INTEGER) },
  "a text for people": {
    read: (text) => {
      const said = plainText(text, 64);
      // What was let in is let in again, unchanged: it is stored once and shown everywhere.
      if (said.ok && JSON.stringify(plainText(said.value, 64)) !== JSON.stringify(said))
        throw new Error("not stable");
      return said.ok ? said.value : null;
    },
  },
  "a body": {
    read: (text) => {
      const json = parseJson(Uint8Array.from(new TextEncoder().encode(text)).buffer);
      return json.ok ? json.value : null;
    },
  },
  "an amount": { read: (text) => outputOf(MoneyIn, text) },
  "a position": { read: (text) => outputOf(Position, text) },
  "a session": { read: (text) => sessionFrom(jsonOf(text)) },
};

/** Of the configuration: a fault there stops the start, by a sentence that names the setting. */
const SETTINGS: Record<string, (text: string) => unknown> = {
  TOKEN_ROOTS: parseTokenRoots,
  SESSION_KEYS: (text) => parseKeyRing("SESSION_KEYS", text),
  RECEIPT_KEYS: parseReceiptKeys,
};

const options = { numRuns: RUNS, seed: SEED } as const;
const timeout = Math.max(20_000, RUNS);

describe("any text", () => {
  it.for(Object.entries(PARSERS))(
    "is %s or is not, and in one way only",
    { timeout },
    ([, { read, write }], { expect }) => {
      let taken = 0;
      const property = fc.property(texts, (text) => {
        const value = read(text);
        if (value === null) return true;
        taken += 1;
        return !write || write(value as never) === text;
      });
      fc.assert(property, options);
      expect(taken).toBeGreaterThan(0);
    },
  );

  it.for(Object.entries(SETTINGS))(
    "is %s, or the start stops at a sentence",
    { timeout },
    ([name, read]) => {
      const property = fc.property(texts, (text) => {
        try {
          return Array.isArray(read(text));
        } catch (error) {
          return (
            error instanceof Error &&
            error.message.includes(name) &&
            !error.message.includes(KEY.secret)
          );
        }
      });
      fc.assert(property, options);
    },
  );
});

function outputOf(schema: v.GenericSchema, text: string): unknown {
  const parsed = v.safeParse(schema, jsonOf(text));
  return parsed.success ? parsed.output : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
