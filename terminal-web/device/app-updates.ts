import { workerScriptUrl } from "./worker-script-url.ts";

const SCRIPT = "/service-worker.js";
const LOOK_EVERY_MS = 30 * 60_000;

/** A new build of the page, taken over when it disturbs nobody. */
export interface AppUpdates {
  /** To be called when the till is idle: changes to a waiting build, which reloads the page. */
  idle(): void;
}

/** Makes the page open without network, and looks for new builds now and then. */
export function createAppUpdates(container: ServiceWorkerContainer | undefined): AppUpdates {
  let registration: ServiceWorkerRegistration | undefined;
  let isAsked = false;

  async function register(workers: ServiceWorkerContainer): Promise<void> {
    registration = await workers.register(workerScriptUrl(SCRIPT), {
      scope: "/terminal",
      type: "classic",
    });
    const look = (): void => void registration?.update().catch(() => {});
    setInterval(look, LOOK_EVERY_MS);
  }

  if (container) {
    // Without it the page works as well, only not offline.
    void register(container).catch(() => {});
    container.addEventListener("controllerchange", () => {
      if (isAsked) location.reload();
    });
  }

  return {
    idle() {
      if (isAsked || !registration?.waiting) return;
      isAsked = true;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is not a window: there is no origin to name
      registration.waiting.postMessage("take-over");
    },
  };
}
