/**
 * Opens a customer display where there is no network: its page as it was last, which the page itself puts into the cache.
 * From the network wherever that answers, so that a display never stays behind a build. It touches no API call.
 */
import { DISPLAY_CACHE } from "./display-cache.ts";
import type { WorkerScope } from "./worker-events.ts";

declare const self: WorkerScope;

/** A network that has not answered by then is as good as none to somebody who looks at a dark screen. */
const PATIENCE_MS = 4_000;

const kept = async (request: Request): Promise<Response | undefined> =>
  (await caches.open(DISPLAY_CACHE)).match(request, { ignoreSearch: true });

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    const before = await kept(request);
    if (before) return before;
    throw error;
  }
}

const asset = async (request: Request): Promise<Response> =>
  (await kept(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});
