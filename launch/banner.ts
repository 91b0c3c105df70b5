import { terminalQr } from "./terminal-qr.ts";

export interface BannerFacts {
  readonly readyMs: number;
  readonly stateFolder: string;
  /** For this machine, by its address. */
  readonly origin: string;
  readonly terminalLink: string;
  readonly lanTerminalLink: string | null;
  readonly publicTerminalLink: string | null;
  readonly colours: boolean;
}

/** What a start says whose words are kept in a log: no code and no link that opens the till. */
export const journalBanner = (facts: BannerFacts): string =>
  [
    `Edgetill is ready in ${Math.round(facts.readyMs)} ms at ${facts.origin}; your own shop begins at ${shopOf(facts)}/owner.`,
    `The practice shop's link is in ${facts.stateFolder}/demo.json: who has it has its till.`,
  ].join("\n");

// Passkeys are for names: browsers make none for a bare address.
const shopOf = ({ publicTerminalLink, origin }: BannerFacts): string =>
  new URL(publicTerminalLink ?? origin.replace("127.0.0.1", "localhost")).origin;

/** What `npm start` says once the till serves. */
export function banner(facts: BannerFacts): string {
  const { terminalLink, lanTerminalLink, publicTerminalLink } = facts;
  const shop = shopOf(facts);
  const phones = lanTerminalLink === null ? [] : [`  On the network  ${lanTerminalLink}`];
  return [
    "",
    `Edgetill is ready in ${Math.round(facts.readyMs)} ms. Money here is sandbox money: nobody is charged.`,
    "",
    `  Terminal        ${terminalLink}`,
    ...phones,
    ...(publicTerminalLink === null ? [] : [`  By your proxy   ${publicTerminalLink}`]),
    `  Your own shop   ${shop}/owner`,
    `  State           ${facts.stateFolder}`,
    "",
    terminalQr(publicTerminalLink ?? lanTerminalLink ?? terminalLink, facts.colours),
    "",
    whoMayScan(facts),
    "Who has the link has the till: do not show it to customers.",
    "",
    "npm run demo plays one sale. Ctrl-C ends the till; its state stays.",
    "",
  ].join("\n");
}

function whoMayScan({ publicTerminalLink, lanTerminalLink, origin }: BannerFacts): string {
  if (publicTerminalLink !== null)
    return `This code opens where your proxy serves ${new URL(publicTerminalLink).origin} and leads to ${origin}.`;
  return lanTerminalLink === null
    ? "This code and link open on this machine only (127.0.0.1). To serve phones on the same network:  npm start -- --https"
    : "Phones on the same network may scan this. They warn of the certificate, which this machine signed itself: go on past it once.";
}
