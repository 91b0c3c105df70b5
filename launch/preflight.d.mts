export interface PreflightFacts {
  /** Of Node: "24.21.0". */
  readonly version: string;
  /** As `process.platform` has it. */
  readonly platform: string;
  readonly hasPackage: (name: string) => boolean;
  /** Why the runtime does not run, or null. */
  readonly workerdFault: () => string | null;
}

export function lacks(facts: PreflightFacts): string[];
