/** Keeps the terminal page on the device, so that it opens without network. It touches nothing else: no API call, no other page. */

import type { WorkerScope } from "./worker-events.ts";

interface Scope extends WorkerScope {
  /** The build writes the list of files here. */
  readonly pageFiles: readonly { readonly url: string; readonly revision: string | null }[];
}
declare const self: Scope;

const PREFIX = "edgetill-page-";
const files = self.pageFiles.map(({ url, revision }) => ({
  path: new URL(url, location.origin).pathname,
  revision,
}));
const paths = new Set(files.map(({ path }) => path));
const cacheName = PREFIX + digestOf(JSON.stringify(files));

/** FNV-1a: tells one build's list of files from another's. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(files.map(({ path, revision }) => keep(cache, path, revision === null)));
}

/** A file whose name changes with its content may be copied from an older build's cache. */
async function keep(cache: Cache, path: string, isImmutable: boolean): Promise<void> {
  const known = isImmutable ? await caches.match(path) : undefined;
  const response = known ?? (await fetch(path, { cache: "reload", credentials: "omit" }));
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  // A redirected response may not answer a navigation, so only its body and headers are kept.
  const { status, headers } = response;
  await cache.put(
    path,
    response.redirected ? new Response(response.body, { status, headers }) : response,
  );
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
// A new build waits until the page says that nobody is being served.
self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin || !paths.has(pathname)) return;
  event.respondWith(answer(event.request, pathname));
});
