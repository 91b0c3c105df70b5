import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A sound card that leads nowhere, and an ear on it. */
export interface NullSink {
  /** For the browser that is to sound through it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds since the last call in which something sounded, in steps of 10. */
  soundedMs(): number;
  close(): Promise<void>;
}

const RATE = 16_000;
/** Of 10 ms. */
const STEP_SAMPLES = RATE / 100;
/** Quieter than this is silence, of 32,767. */
const SILENCE = 80;

/** Why there can be no sink here; null where there can. */
export function whyNoSink(): string | null {
  const has = (command: string): boolean =>
    spawnSync("which", [command], { stdio: "ignore" }).status === 0;
  return has("pulseaudio") && has("parec")
    ? null
    : "needs pulseaudio and parec (Debian: pulseaudio, pulseaudio-utils)";
}

/** Opens a sound server of its own with one sink, and listens to what comes out of it. */
export async function openNullSink(): Promise<NullSink> {
  const folder = mkdtempSync(join(tmpdir(), "edgetill-sound-"));
  const environment = {
    XDG_RUNTIME_DIR: folder,
    HOME: folder,
    PULSE_SERVER: `unix:${join(folder, "pulse/native")}`,
  };
  const env = { ...process.env, ...environment };
  const server = spawn(
    "pulseaudio",
    [
      "-n",
      "--exit-idle-time=-1",
      "--load=module-native-protocol-unix",
      "--load=module-null-sink sink_name=nul",
    ],
    { env, stdio: "ignore" },
  );
  const ear = await openEar(env);
  let heard = Buffer.alloc(0);
  ear.stdout?.on("data", (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
  return {
    environment,
    soundedMs() {
      const samples = new Int16Array(Uint8Array.from(heard).buffer, 0, heard.length >> 1);
      heard = Buffer.alloc(0);
      let steps = 0;
      for (let at = 0; at < samples.length; at += STEP_SAMPLES) {
        const step = samples.subarray(at, at + STEP_SAMPLES);
        if (step.some((sample) => Math.abs(sample) > SILENCE)) steps += 1;
      }
      return steps * 10;
    },
    async close() {
      ear.kill();
      const ended = once(server, "exit");
      server.kill();
      // It takes its own files out of the folder before it goes.
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server takes a moment until it answers. */
async function openEar(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (spawnSync("pactl", ["info"], { env, stdio: "ignore" }).status === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const format = ["--format=s16le", `--rate=${RATE}`, "--channels=1", "--latency-msec=20"];
  return spawn("parec", ["-d", "nul.monitor", ...format], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
