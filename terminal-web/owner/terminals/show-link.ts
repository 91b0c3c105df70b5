import type { TerminalLink } from "../../../worker/contract/office.ts";
import type { Answer } from "../../api/call.ts";
import type { SectionProps } from "../section.ts";
import type { Trouble } from "../trouble.ts";

/** Puts a new terminal's link on the screen; else what was in the way. */
export function showLink(
  invited: Answer<TerminalLink>,
  { tell, outcomeOf }: Pick<SectionProps, "tell" | "outcomeOf">,
): Trouble | null {
  if (!invited.ok) return outcomeOf(invited);
  tell({ type: "link", url: invited.value.link, at: invited.receivedAt });
  return null;
}
