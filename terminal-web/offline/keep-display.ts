import { workerScriptUrl } from "../device/worker-script-url.ts";
import { DISPLAY_CACHE } from "./display-cache.ts";

const SCRIPT = "/display-worker.js";

/** Keeps this page and what it loaded, and lets a worker answer from there. Without either the display works as well, only not offline. */
export async function keepDisplay(
  workers: ServiceWorkerContainer | undefined,
  path: string,
): Promise<void> {
  if (!workers) return;
  await workers.register(workerScriptUrl(SCRIPT), { scope: "/display/", type: "classic" });
  const cache = await caches.open(DISPLAY_CACHE);
  const loaded = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .filter((name) => name.startsWith("/assets/"));
  const files = new Set([path, ...loaded]);
  // Assets are named by their content; the page itself may be a newer one.
  for (const file of files) {
    if (file !== path && (await cache.match(file))) continue;
    await cache.add(new Request(file, { cache: file === path ? "reload" : "default" }));
  }
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    // Another terminal's display on this device keeps its page; files of older builds go.
    if (pathname.startsWith("/assets/") && !files.has(pathname)) await cache.delete(url);
  }
}
