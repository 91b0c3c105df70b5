import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { certificateFor } from "./certificate.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

const HERE = { names: ["localhost", "till"], addresses: ["127.0.0.1", "192.0.2.7", "2001:db8::7"] };
const NOW = new Date("2026-11-22T12:00:00Z");
const daysLater = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

describe("the certificate", () => {
  let folder: string;
  beforeEach(() => {
    folder = freshStateFolder();
  });
  afterEach(() => removeFolder(folder));

  it("names every name and address of the machine and belongs to its key", async ({ expect }) => {
    const { cert, key } = await certificateFor(folder, HERE, NOW);
    const certificate = new X509Certificate(cert);
    for (const name of HERE.names) expect(certificate.checkHost(name)).toBe(name);
    for (const address of HERE.addresses) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it("is valid for less than the 398 days that phones accept, and for its owner alone to read", async ({
    expect,
  }) => {
    const { cert } = await certificateFor(folder, HERE, NOW);
    const { validFrom, validTo } = new X509Certificate(cert);
    const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
    expect(days).toBeGreaterThan(365);
    expect(days).toBeLessThan(398);
    expect(statSync(join(folder, "certificate.json")).mode.toString(8).slice(-3)).toBe("600");
  });

  it("is kept while it is good, also when an address is gone", async ({ expect }) => {
    const first = await certificateFor(folder, HERE, NOW);
    const fewer = { ...HERE, addresses: ["127.0.0.1"] };
    expect(await certificateFor(folder, fewer, daysLater(300))).toEqual(first);
  });

  it("is made anew for a new address, a new name, and in its last month", async ({ expect }) => {
    const first = await certificateFor(folder, HERE, NOW);
    const moved = { ...HERE, addresses: [...HERE.addresses, "198.51.100.4"] };
    const second = await certificateFor(folder, moved, NOW);
    expect(second).not.toEqual(first);
    const third = await certificateFor(folder, { ...moved, names: ["shop"] }, NOW);
    expect(third).not.toEqual(second);
    const fourth = await certificateFor(folder, { ...moved, names: ["shop"] }, daysLater(380));
    expect(fourth).not.toEqual(third);
  });

  it("is made anew when what was kept is no certificate, and refused when it is no JSON", async ({
    expect,
  }) => {
    const path = join(folder, "certificate.json");
    writeFileSync(path, '{"key":"","cert":"x"}');
    const { cert } = await certificateFor(folder, HERE, NOW);
    expect(JSON.parse(readFileSync(path, "utf8")).cert).toBe(cert);
    writeFileSync(path, "{");
    await expect(certificateFor(folder, HERE, NOW)).rejects.toThrow("certificate.json is damaged");
  });
});
