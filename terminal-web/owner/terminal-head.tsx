import type { JSX } from "preact";
import type { TerminalLine } from "../../worker/contract/office.ts";
import { agoText } from "./ago-text.ts";
import type { SectionProps } from "./section.ts";

/** The register writes the last contact down to the nearest minutes. */
const FRESH_MS = 3 * 60_000;

type HeadProps = Pick<SectionProps, "words" | "now" | "locale"> & { readonly line: TerminalLine };

/** Which terminal a row is about, device or program, and when it was last heard of. */
export function TerminalHead(props: HeadProps): JSX.Element {
  const { line, words } = props;
  const { number, name, isRevoked, kind, key } = line;
  return (
    <>
      <p class="row-title">
        <span class="row-number">{number}</span>
        <bdi>{name}</bdi>
      </p>
      <p class="soft">
        {isRevoked ? words.revoked : seenText(props)}
        {kind === "software" && key === null && ` · ${words.software}`}
      </p>
    </>
  );
}

function seenText({ line: { seenAt }, words, now, locale }: HeadProps): string {
  if (seenAt === null) return words.neverSeen;
  const ageMs = now - Date.parse(seenAt);
  return ageMs < FRESH_MS ? words.seenNow : words.seen(agoText(ageMs, locale));
}
