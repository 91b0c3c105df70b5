import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

// Who may import whom: only downward, or inside one's own folder. The drawing is in the README.
const FLOORS: Readonly<Record<string, number>> = {
  wasm: 1,
  "worker/domain": 1,
  "worker/contract": 2,
  "worker/rails": 3,
  "worker/directory": 3,
  "worker/object": 3,
  "worker/passkey": 3,
  "worker/merchant": 4,
  "worker/wallet": 4,
  "terminal-web/state": 4,
  "worker/http": 5,
  "worker/payer": 5,
  "terminal-web/view": 5,
  "terminal-web/api": 5,
  "terminal-web/beacon": 5,
  "terminal-web/voice": 5,
  worker: 6,
  "terminal-web": 6,
  // Pages of their own, from the same parts.
  "terminal-web/display": 7,
  "terminal-web/owner": 7,
};

/** What a page may see of the Worker: the rules and the wire. */
const OPEN_TO_PAGES = new Set(["worker/domain", "worker/contract"]);

const root = import.meta.dirname;

const sources = ["worker", "terminal-web", "wasm"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter(
      (file) =>
        /(?<!\.d)\.tsx?$/.test(file) &&
        !/\.test\.ts$|\/(tests|build|dist|assembly|dev-dist)\//.test(file),
    ),
);

/** The room a file is in: its longest folder that has a floor. */
function roomOf(file: string): string {
  let room = dirname(file);
  while (!(room in FLOORS) && room !== ".") room = dirname(room);
  return room;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, target]) =>
    relative(root, resolve(root, dirname(file), target ?? "")),
  );
}

it("every import goes down, or stays in its own room", () => {
  const climbs = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => {
        const [from, to] = [roomOf(file), roomOf(target)];
        return from !== to && (FLOORS[to] ?? 99) >= (FLOORS[from] ?? 0);
      })
      .map((target) => `${file} -> ${target}`),
  );
  expect(climbs).toEqual([]);
});

it("the pages see nothing of the Worker but its rules and its wire", () => {
  const looks = sources
    .filter((file) => file.startsWith("terminal-web/"))
    .flatMap((file) => importsOf(file).map((target) => [file, target] as const))
    .filter(([, target]) => target.startsWith("worker/") && !OPEN_TO_PAGES.has(roomOf(target)));
  expect(looks).toEqual([]);
});

it("the rules know no clock and no dice", () => {
  const impure = sources
    .filter((file) => file.startsWith("worker/domain/"))
    .filter((file) =>
      /Date\.now|Math\.random|new Date\(\)/.test(readFileSync(join(root, file), "utf8")),
    );
  expect(impure).toEqual([]);
});

it("there are files to look at on every floor that is built", () => {
  expect(new Set(sources.map(roomOf)).size).toBeGreaterThan(8);
});
