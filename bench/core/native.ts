import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outsider } from "./rounds.ts";

/**
 * Nanoseconds of one mac with the processor's SHA instructions, single stream, or null where there is no gcc or no such
 * processor.
 */
export function shaNi(): (Outsider & { remove(): void }) | null {
  const folder = mkdtempSync(join(tmpdir(), "edgetill-sha-ni-"));
  const program = join(folder, "sha-ni");
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const measure = (): number => Number(execFileSync(program, { encoding: "utf8" }).split(" ")[0]);
  try {
    const source = join(import.meta.dirname, "sha-ni.c");
    execFileSync("gcc", ["-O3", "-msha", "-msse4.1", "-mssse3", source, "-o", program], {
      stdio: "ignore",
    });
    measure();
    return { peer: "sha-ni", measure, remove };
  } catch {
    remove();
    return null;
  }
}
