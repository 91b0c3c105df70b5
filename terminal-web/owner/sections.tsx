import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { KeysSection } from "./keys/keys-section.tsx";
import { SafetySection } from "./safety/safety-section.tsx";
import type { SectionProps } from "./section.ts";
import { StaffSection } from "./staff/staff-section.tsx";
import { TerminalsSection } from "./terminals/terminals-section.tsx";
import { TrailSection } from "./trail-section.tsx";

/** The rooms of the shop's page, in the order of need. A new one is a line here and a word in each language. */
const SECTIONS = {
  terminals: TerminalsSection,
  staff: StaffSection,
  safety: SafetySection,
  keys: KeysSection,
  trail: TrailSection,
} as const satisfies Readonly<Record<string, (props: SectionProps) => JSX.Element>>;

type SectionId = keyof typeof SECTIONS;
const IDS = Object.keys(SECTIONS) as SectionId[];

export function Sections(props: SectionProps): JSX.Element {
  const { inside, words } = props;
  const shown = useSignal<SectionId>(inside.byCode ? "safety" : "terminals");
  const Section = SECTIONS[shown.value];
  return (
    <>
      <h1 tabIndex={-1}>
        <bdi>{inside.view.merchant.name}</bdi>
      </h1>
      <nav class="sections">
        {IDS.map((id) => (
          <button
            key={id}
            type="button"
            class="section-tab"
            aria-current={id === shown.value ? "page" : undefined}
            onClick={() => (shown.value = id)}
          >
            {words.sections[id]}
          </button>
        ))}
      </nav>
      {inside.isStale && (
        <p class="notice" role="status">
          {words.stale}
        </p>
      )}
      <Section {...props} />
    </>
  );
}
