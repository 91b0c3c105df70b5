// The penalty points of ISO/IEC 18004 section 7.8.3 once more, module by module, in the words of the standard.

/** All points of a symbol given as rows of dark modules, and the unit of each finder-like pattern among them. */
export function referencePenalty(rows: readonly (readonly boolean[])[]): {
  total: number;
  finders: number[];
} {
  const size = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x] === true));
  let points = 0;
  const finders = [...rows, ...columns].flatMap(finderUnits);
  for (const line of [...rows, ...columns]) points += runPoints(line);

  let dark = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const module = rows[y]?.[x];
      if (module) dark++;
      if (x + 1 === size || y + 1 === size) continue;
      const block = [rows[y]?.[x + 1], rows[y + 1]?.[x], rows[y + 1]?.[x + 1]];
      if (block.every((other) => other === module)) points += 3;
    }
  }
  const steps = Math.floor(Math.abs((100 * dark) / (size * size) - 50) / 5);
  return { total: points + 40 * finders.length + 10 * steps, finders };
}

interface Run {
  dark: boolean;
  length: number;
}

/** A line as runs of modules of one colour. */
function runsOf(line: readonly boolean[]): Run[] {
  const runs: Run[] = [];
  for (const dark of line) {
    const last = runs.at(-1);
    if (last?.dark === dark) last.length++;
    else runs.push({ dark, length: 1 });
  }
  return runs;
}

function runPoints(line: readonly boolean[]): number {
  let points = 0;
  for (const { length } of runsOf(line)) if (length >= 5) points += 3 + (length - 5);
  return points;
}

/** Units of the patterns 1:1:3:1:1 of dark and light that lie next to four light modules; outside all is light. */
function finderUnits(line: readonly boolean[]): number[] {
  const quiet: Run = { dark: false, length: 4 };
  const runs = runsOf(line);
  if (runs[0]?.dark) runs.unshift({ ...quiet });
  else if (runs[0]) runs[0].length += quiet.length;
  const last = runs.at(-1);
  if (last?.dark) runs.push({ ...quiet });
  else if (last) last.length += quiet.length;

  const units: number[] = [];
  for (let i = 1; i + 5 < runs.length; i += 2) {
    const lengths = runs.slice(i, i + 5).map((run) => run.length);
    const unit = lengths[0] ?? 0;
    const isPattern = [1, 1, 3, 1, 1].every((ratio, part) => lengths[part] === ratio * unit);
    const before = runs[i - 1]?.length ?? 0;
    const after = runs[i + 5]?.length ?? 0;
    if (isPattern && Math.max(before, after) >= 4) units.push(unit);
  }
  return units;
}
