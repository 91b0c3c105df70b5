import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as v from "valibot";
import { readState, writeState } from "./state-folder.ts";

const SECRET_BYTES = 32;
// 2100-01-01: a demonstration's keys are not rotated.
const FAR_FUTURE_SECONDS = 4_102_444_800;

const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

const Secrets = v.strictObject({
  tokenRoots: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
        // 32 bytes as base64url (RFC 4648 section 5).
        secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
        notBefore: Seconds,
        notAfter: Seconds,
      }),
    ),
    v.minLength(1),
  ),
  operatorKey: v.pipe(v.string(), v.minLength(32)),
});

export type Secrets = v.InferOutput<typeof Secrets>;

/** The keys of this state folder, made on the first run; a LaunchFault when the file is damaged. */
export function secretsOf(stateFolder: string): Secrets {
  const path = join(stateFolder, "secrets.json");
  const remedy = `put a copy back, or delete the whole folder ${stateFolder} to start anew`;
  const known = readState(path, Secrets, remedy);
  if (known !== null) return known;

  const secrets: Secrets = {
    tokenRoots: [{ id: 0, secret: randomText(), notBefore: 0, notAfter: FAR_FUTURE_SECONDS }],
    operatorKey: randomText(),
  };
  writeState(path, secrets);
  return secrets;
}

const randomText = (): string => randomBytes(SECRET_BYTES).toString("base64url");
