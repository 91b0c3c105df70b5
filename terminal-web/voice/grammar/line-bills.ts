import type { Line } from "../../../worker/domain/bill.ts";
import { lineFor, linesOnly } from "./bill-lines.ts";
import { chosen, doubtsAmong } from "./doubts.ts";
import type { CandidateReason } from "../../state/hearing.ts";
import type { Candidate } from "./heard.ts";
import type { LineEntry } from "./lines.ts";
import type { Reading } from "./piece.ts";

/** The bills that priced lines make: one for each way to read their numbers, and each way to share their prices out. */
export function lineCandidates(lines: readonly LineEntry[]): Candidate[] {
  const readings = doubtsAmong(
    lines.flatMap(({ options }) => options.map((option) => option.readings)),
  );
  const options = doubtsAmong(lines.map((line) => line.options));
  return readings.flatMap((reading) =>
    options.map((option) =>
      linesOnly(
        lines.map((line) => billLine(line, reading, option)),
        reading ?? option ?? "whole",
      ),
    ),
  );
}

function billLine(
  line: LineEntry,
  reading: CandidateReason | undefined,
  option: CandidateReason | undefined,
): Line {
  const way = chosen(line.options, option);
  const price = way && chosen(way.readings, reading);
  return lineFor(line.name, way ?? { count: line.count, isForAll: false }, price?.minor ?? 0);
}

/** A last price that is what the catalogue says for all the lines together, and the lines without it. */
export function runningTotal(
  lines: readonly LineEntry[],
): { lines: readonly LineEntry[]; total: readonly Reading[] } | undefined {
  const last = lines.at(-1);
  const unitPrice = last?.item?.unitPrice;
  if (last?.unmarked === undefined || unitPrice === undefined || lines.length < 2) return undefined;
  const listed: LineEntry = {
    ...last,
    options: [
      {
        reason: "each",
        count: last.count,
        isForAll: false,
        readings: [{ minor: unitPrice, reason: "whole" }],
      },
    ],
  };
  const all = [...lines.slice(0, -1), listed];
  const [bill] = lineCandidates(all.filter(({ options }) => options.length > 0));
  const total = last.unmarked.bare;
  return total.some(({ minor }) => minor === bill?.amount) ? { lines: all, total } : undefined;
}
