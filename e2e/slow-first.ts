import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They wait for orders to run out and lines to be mended: what begins beside them costs no time. */
const SLOW = ["axe.test.ts", "survive.test.ts", "cuts.test.ts", "rotation.test.ts"];

/** Vitest's order, but for what would otherwise begin last and be waited for alone. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = SLOW.indexOf(basename(moduleId));
      return at < 0 ? SLOW.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, not an array's
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
