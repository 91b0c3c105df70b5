import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { takeLock } from "./lock.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

describe("the lock", () => {
  let folder: string;
  beforeEach(() => {
    folder = freshStateFolder();
  });
  afterEach(() => removeFolder(folder));

  /** Another process that takes the lock, tells where it serves, and stays. */
  async function holder(url: string) {
    const program = `
      import { takeLock } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
      const lock = takeLock(${JSON.stringify(folder)});
      if (${JSON.stringify(url)}) lock.servesAt(${JSON.stringify(url)});
      console.log("taken");
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
    await once(child.stdout, "data");
    return child;
  }

  it("is refused while another process has it, saying which and where", async ({ expect }) => {
    const other = await holder("http://127.0.0.1:1234");
    expect(() => takeLock(folder)).toThrow(`process ${other.pid} serves http://127.0.0.1:1234`);
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("is refused while another process is still starting", async ({ expect }) => {
    const other = await holder("");
    expect(() => takeLock(folder)).toThrow(`process ${other.pid} is starting`);
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("is free the moment its holder is gone, however that died", async ({ expect }) => {
    const other = await holder("http://127.0.0.1:1234");
    other.kill("SIGKILL");
    await once(other, "exit");
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow("process");
    lock.release();
  });

  it("is refused in one line when its file is no lock", ({ expect }) => {
    writeFileSync(join(folder, "lock.sqlite"), "x".repeat(4096));
    expect(() => takeLock(folder)).toThrow(/lock\.sqlite cannot be locked \([^\n]+$/);
  });

  it("needs no word of the holder to hold", async ({ expect }) => {
    const other = await holder("http://127.0.0.1:1234");
    writeFileSync(join(folder, "holder.json"), "{");
    expect(() => takeLock(folder)).toThrow("Another Edgetill is just starting");
    other.kill("SIGKILL");
    await once(other, "exit");
  });
});
