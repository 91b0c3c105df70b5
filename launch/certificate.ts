import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { join } from "node:path";
import * as v from "valibot";
import type { Whereabouts } from "./network.ts";
import { readState, writeState } from "./state-folder.ts";

const Certificate = v.strictObject({ key: v.string(), cert: v.string() });

/** A private key and its certificate, both as PEM. */
export type Certificate = v.InferOutput<typeof Certificate>;

const DAY_MS = 86_400_000;
// Phones refuse a certificate that is good for longer than 398 days.
const VALID_DAYS = 397;
const RENEW_DAYS = 30;

/** The certificate of this machine: the cached one while it names every address and has a month to go. */
export async function certificateFor(
  stateFolder: string,
  { names, addresses }: Whereabouts,
  now: Date,
): Promise<Certificate> {
  const path = join(stateFolder, "certificate.json");
  const cached = readState(path, Certificate, "delete it, and a new one is made");
  if (cached !== null && isGood(cached, { names, addresses }, now)) return cached;

  // Loaded only when there is one to make.
  const { generate } = await import("selfsigned");
  const { private: key, cert } = await generate([{ name: "commonName", value: "Edgetill" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    // Clocks of phones may be slow.
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + (VALID_DAYS - 1) * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  const fresh = { key, cert };
  writeState(path, fresh);
  return fresh;
}

function isGood({ cert }: Certificate, { names, addresses }: Whereabouts, now: Date): boolean {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    return false;
  }
  const renewAt = Date.parse(certificate.validTo) - RENEW_DAYS * DAY_MS;
  return (
    now.getTime() < renewAt &&
    now.getTime() >= Date.parse(certificate.validFrom) &&
    names.every((name) => certificate.checkHost(name) !== undefined) &&
    addresses.every((address) => isIP(address) && certificate.checkIP(address) !== undefined)
  );
}
