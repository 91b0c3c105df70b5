import { describe, it } from "vitest";
import { ASKING, type EnrolmentMessage, codeIn, updateEnrolment } from "./enrolment-desk.ts";

const CODE = `NEW.${"A".repeat(13)}.${"B".repeat(26)}`;

/** Where the desk stands after these messages, and the codes that were tried. */
function after(...messages: EnrolmentMessage[]) {
  const tried: string[] = [];
  let desk = ASKING;
  for (const message of messages) {
    const outcome = updateEnrolment(desk, message);
    desk = outcome.desk;
    if (outcome.task !== null) tried.push(outcome.task);
  }
  return { desk, tried };
}

describe("a code", () => {
  it("is found in a link, and in small letters with gaps", ({ expect }) => {
    expect(codeIn(`https://till.example/terminal#${CODE}`)).toBe(CODE);
    expect(codeIn(` ${CODE.toLowerCase().replaceAll(".", " .\n")} `)).toBe(CODE);
  });

  it("may be the credential of a terminal that is software", ({ expect }) => {
    const credential = CODE.replace("NEW", "A".repeat(13)).replace(/\.A{13}\.B/, ".12.B");
    expect(codeIn(credential)).toBe(credential);
  });

  it.for([
    "",
    "#",
    "hello",
    CODE.slice(0, -1),
    `${CODE}.B`,
    "NEW..",
    "https://till.example/terminal",
  ])("is not found in %j", (text, { expect }) => {
    expect(codeIn(text)).toBeNull();
    expect(after({ type: "code", text }).desk).toEqual({ status: "asking", fault: "unreadable" });
  });
});

describe("enrolling", () => {
  it("tries the same code again until there is an answer", ({ expect }) => {
    const { desk, tried } = after(
      { type: "code", text: CODE },
      { type: "unanswered" },
      { type: "try-again" },
      { type: "try-again" },
      { type: "enrolled" },
    );
    expect(desk.status).toBe("done");
    expect(tried).toEqual([CODE, CODE]);
  });

  it("asks for another code when this one is refused", ({ expect }) => {
    const refused = { type: "failed", fault: "refused" } as const;
    const { desk, tried } = after({ type: "code", text: CODE }, refused, { type: "try-again" });
    expect(desk).toEqual({ status: "asking", fault: "refused" });
    expect(tried).toHaveLength(1);
  });
});
