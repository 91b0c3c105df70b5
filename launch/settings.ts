import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { SIGN_UP_MODES, type SignUpMode } from "../worker/contract/owner.ts";
import { CURRENCIES, isCurrency } from "../worker/domain/currency.ts";
import type { DemoWish } from "./demo-merchant.ts";
import { LaunchFault } from "./launch-fault.ts";
import { ROOT } from "./project.ts";

export interface Settings {
  readonly stateFolder: string;
  /** 0: any free one. */
  readonly port: number;
  /** The port that the network sees, or null when only this machine is served. 0: any free one. */
  readonly httpsPort: number | null;
  /** Where a proxy of the keeper's own serves this till, or null. */
  readonly publicOrigin: string | null;
  readonly demo: DemoWish;
  /** Who may open a shop here. */
  readonly signUp: SignUpMode;
  /** Whether each request is said. */
  readonly logsRequests: boolean;
  /** Where Stripe's API is asked, when it is not Stripe's own: a fake of it, in tests. */
  readonly stripeApi: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line and the environment; throws a LaunchFault that names what is wrong. */
export function settingsFrom(args: readonly string[], environment: Environment): Settings {
  const { https, log } = optionsOf(args);
  return {
    stateFolder: stateFolderFrom(environment),
    port: portFrom(environment, "PORT", 8787),
    httpsPort: https ? portFrom(environment, "HTTPS_PORT", 8443) : null,
    publicOrigin: originFrom(environment),
    demo: demoFrom(environment),
    signUp: signUpFrom(environment),
    logsRequests: log,
    stripeApi: environment["EDGETILL_STRIPE_API"] || null,
  };
}

export function stateFolderFrom(environment: Environment): string {
  const wished = environment["EDGETILL_STATE"];
  return wished ? resolve(wished) : join(ROOT, ".edgetill");
}

function optionsOf(args: readonly string[]): { https: boolean; log: boolean } {
  try {
    const options = { https: { type: "boolean" }, log: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { https: values.https ?? false, log: values.log ?? false };
  } catch {
    throw new LaunchFault(
      `"${args.join(" ")}" is not understood: the options are --https and --log.`,
    );
  }
}

function portFrom(environment: Environment, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined || text === "") return otherwise;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new LaunchFault(`${name} is "${text}", but a port is a number from 0 (any free) to 65535.`);
}

function originFrom(environment: Environment): string | null {
  const text = environment["EDGETILL_ORIGIN"];
  if (!text) return null;
  const isOrigin = URL.canParse(text) && new URL(text).origin === text && text.startsWith("https:");
  if (isOrigin) return text;
  throw new LaunchFault(
    `EDGETILL_ORIGIN is "${text}", but it is an address such as https://till.example, with nothing after the host.`,
  );
}

function signUpFrom(environment: Environment): SignUpMode {
  const text = environment["EDGETILL_SIGN_UP"] || "open";
  const mode = SIGN_UP_MODES.find((known) => known === text);
  if (mode) return mode;
  throw new LaunchFault(`EDGETILL_SIGN_UP is "${text}", but it is open, invitation or closed.`);
}

/** The demo merchant's language follows the system's; euros, or yuan where that is Chinese. */
function demoFrom(environment: Environment): DemoWish {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "en";
  const language = environment["EDGETILL_DEMO_LANGUAGE"] || (locale.startsWith("zh") ? "zh" : "en");
  if (language !== "en" && language !== "zh") {
    throw new LaunchFault(`EDGETILL_DEMO_LANGUAGE is "${language}", but it is en or zh.`);
  }
  const currency = environment["EDGETILL_DEMO_CURRENCY"] || (language === "zh" ? "CNY" : "EUR");
  if (!isCurrency(currency)) {
    throw new LaunchFault(
      `EDGETILL_DEMO_CURRENCY is "${currency}", but it is one of ${CURRENCIES.length} ISO 4217 codes such as EUR.`,
    );
  }
  return { language, currency };
}
