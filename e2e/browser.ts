import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, type LaunchOptions, chromium } from "playwright-core";

/** Debian's Chromium, as a system package puts it. */
const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// Off: whatever would look for the outside world by itself. On: what the tests of the radio need.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Each window of a headless Chromium loads two pages for its address bar, which nobody sees, and starts a process in
 * reserve: two thirds of what a device costs. Of two such switches the second one counts, so what Playwright
 * switches off is here as well, as far as it could matter.
 */
const DISABLED_FEATURES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "SpareRendererForSitePerProcess",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
];

/** The browser for tests: $CHROMIUM, Playwright's own, the system's; where there is none, it is fetched, and that is said. */
export function findBrowser(): string {
  const known = [process.env["CHROMIUM"] ?? "", chromium.executablePath(), ...SYSTEM];
  const found = known.find((path) => path !== "" && existsSync(path));
  if (found !== undefined) return found;
  for (const fetch of [fromDebian, fromPlaywright]) {
    if (fetch()) {
      const fetched = known.find((path) => path !== "" && existsSync(path));
      if (fetched !== undefined) return fetched;
    }
  }
  throw new Error(
    "The browser tests need Chromium: run `apt-get install chromium` or `npx playwright install chromium`, or set CHROMIUM to one.",
  );
}

function fromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return (
    run("apt-get", ["update"]) &&
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"])
  );
}

const fromPlaywright = (): boolean =>
  run("npx", ["--yes", "playwright-core", "install", "chromium"]);

function run(command: string, args: readonly string[]): boolean {
  console.log(`No Chromium here: ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  return status === 0;
}

export function openBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { args = [], ...rest } = options;
  const disabled = `--disable-features=${DISABLED_FEATURES.join(",")}`;
  return chromium.launch({
    executablePath: findBrowser(),
    args: [...ARGUMENTS, disabled, ...args],
    ...rest,
  });
}
