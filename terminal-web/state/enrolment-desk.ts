import { parseCredential } from "../../worker/contract/credential.ts";
import { parseEnrolmentCode } from "../../worker/contract/enrolment.ts";

/** Why this device is not a till yet. */
export type EnrolFault =
  /** What was typed is no code. */
  | "unreadable"
  /** The server does not know the code, or no longer. */
  | "refused"
  /** The browser keeps nothing, so the till would be lost with the page. */
  | "forgetful"
  /** The page came without TLS: browsers make no keys on it. */
  | "insecure";

/** What came of one try. */
export type Enrolment =
  | { readonly type: "enrolled" }
  | { readonly type: "unanswered" }
  | { readonly type: "failed"; readonly fault: EnrolFault };

/** A device on its way to being a till. */
export type EnrolmentDesk =
  | { readonly status: "asking"; readonly fault: EnrolFault | null }
  | { readonly status: "enrolling" | "waiting" | "done"; readonly code: string };

export type EnrolmentMessage =
  | Enrolment
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "try-again" };

export interface EnrolmentOutcome {
  readonly desk: EnrolmentDesk;
  /** The code to try now. */
  readonly task: string | null;
}

export const ASKING: EnrolmentDesk = { status: "asking", fault: null };

export function updateEnrolment(desk: EnrolmentDesk, message: EnrolmentMessage): EnrolmentOutcome {
  switch (message.type) {
    case "code": {
      const code = codeIn(message.text);
      if (code === null) return still({ status: "asking", fault: "unreadable" });
      return { desk: { status: "enrolling", code }, task: code };
    }
    case "try-again":
      return desk.status === "waiting"
        ? { desk: { ...desk, status: "enrolling" }, task: desk.code }
        : still(desk);
    case "enrolled":
      return still(desk.status === "asking" ? desk : { ...desk, status: "done" });
    case "unanswered":
      return still(desk.status === "asking" ? desk : { ...desk, status: "waiting" });
    case "failed":
      return still({ status: "asking", fault: message.fault });
  }
}

const still = (desk: EnrolmentDesk): EnrolmentOutcome => ({ desk, task: null });

/** The code in what somebody typed or pasted: a whole link, or the code alone, in small letters or with gaps; null if none is. */
export function codeIn(text: string): string | null {
  const code = text
    .slice(text.indexOf("#") + 1)
    .replaceAll(/\s/g, "")
    .toUpperCase();
  return parseEnrolmentCode(code) || parseCredential(code) ? code : null;
}
