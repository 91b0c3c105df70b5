import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** On Linux: what the system knows of processes. */

/** Whether the process exists and is more than a zombie. */
export function isRunning(pid: number): boolean {
  return !["", "Z", "X"].includes(/^State:\s+(\w)/m.exec(procFile(pid, "status"))?.[1] ?? "");
}

/** Whether the process exists and every thread of it is stopped (SIGSTOP). */
export const isStopped = (pid: number): boolean =>
  /^State:\s+T/m.test(procFile(pid, "status")) &&
  threadsOf(pid).every((thread) => /^State:\s+T/m.test(procFile(pid, `task/${thread}/status`)));

/** The arguments of a process; none of one that is gone or a zombie. */
export const argumentsOf = (pid: number): string[] =>
  procFile(pid, "cmdline").split("\0").slice(0, -1);

/** The process whose name, as it was started, begins so; or null. */
export function processNamed(prefix: string): number | null {
  const pids = readdirSync("/proc").map(Number);
  return pids.find((pid) => pid > 1 && argumentsOf(pid)[0]?.startsWith(prefix)) ?? null;
}

/** The process ids of the children that go by this name. */
export function childrenOf(pid: number, name: string): number[] {
  return procFile(pid, `task/${pid}/children`)
    .split(" ")
    .filter((child) => child !== "" && procFile(Number(child), "comm").trim() === name)
    .map(Number);
}

/** The soft and the hard limit on open files. */
export function fileLimitsOf(pid: number): { soft: string; hard: string } {
  const [, soft = "", hard = ""] =
    /^Max open files\s+(\w+)\s+(\w+)/m.exec(procFile(pid, "limits")) ?? [];
  return { soft, hard };
}

/** Where the process accepts TCP connections: addresses as /proc/net writes them, "0100007F" being 127.0.0.1. */
export function listeningAddressesOf(pid: number): string[] {
  const LISTENING = "0A";
  const mine = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      } catch {
        return undefined; // closed since it was listed
      }
    }),
  );
  return ["net/tcp", "net/tcp6"].flatMap((table) =>
    procFile(pid, table)
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === LISTENING && mine.has(columns[9]))
      .map((columns) => columns[1]?.split(":")[0] ?? ""),
  );
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // gone
  }
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
