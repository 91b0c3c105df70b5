import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

interface StaticFile {
  readonly body: Buffer;
  /** The same for who takes it smaller; null where it would not be. */
  readonly gzipped: Buffer | null;
  readonly type: string;
  /** RFC 9110 section 8.8.3. */
  readonly etag: string;
}

/** What a path leads to: a file, another path, or nothing. */
type Found = { readonly file: StaticFile } | { readonly redirect: string } | null;

/** Answers as the platform's static files do, from memory. */
export interface StaticFiles {
  readonly count: number;
  answer(request: IncomingMessage, response: ServerResponse): void;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** What the platform sends compressed; the others are so already. */
const COMPRESSIBLE = /^text\/|^application\/(?:json|manifest\+json|wasm)|svg\+xml$/;

// Instructions to the platform, not pages.
const NOT_SERVED = new Set(["_headers", "_redirects", ".assetsignore"]);

/**
 * Reads a folder once. A path is looked up among the names found then and never given to the file system,
 * so no path can climb out, and a rebuild under a running server does not tear its page.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map(filesIn(folder));
  return {
    count: files.size,
    answer(request, response) {
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.writeHead(405, { Allow: "GET, HEAD" }).end();
        return;
      }
      const { path, query } = partsOf(request.url ?? "/");
      const found = path === null ? null : find(files, path);
      if (found === null) response.writeHead(404).end();
      else if ("redirect" in found) {
        response.writeHead(307, { Location: encodeURI(found.redirect) + query }).end();
      } else send(found.file, path ?? "/", request, response);
    },
  };
}

function* filesIn(folder: string): Generator<[path: string, file: StaticFile]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || NOT_SERVED.has(entry.name)) continue;
    const place = join(entry.parentPath, entry.name);
    const body = readFileSync(place);
    const digest = createHash("sha256").update(body).digest("base64url");
    const type = TYPES[extname(place).toLowerCase()] ?? "application/octet-stream";
    const gzipped = COMPRESSIBLE.test(type) ? gzipSync(body) : null;
    yield [
      `/${relative(folder, place).split(sep).join("/")}`,
      {
        body,
        gzipped: gzipped && gzipped.length < body.length ? gzipped : null,
        type,
        etag: `"${digest}"`,
      },
    ];
  }
}

function partsOf(target: string): { path: string | null; query: string } {
  const at = target.indexOf("?");
  const [path, query] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at)];
  try {
    return { path: decodeURIComponent(path), query };
  } catch {
    return { path: null, query };
  }
}

/** The platform's "auto-trailing-slash": /terminal is terminal.html, and each page has one address. */
function find(files: ReadonlyMap<string, StaticFile>, path: string): Found {
  const page = (name: string): Found => {
    const file = files.get(name);
    return file ? { file } : null;
  };
  const moved = (name: string, to: string): Found => (files.has(name) ? { redirect: to } : null);

  if (path.endsWith("/index.html")) return moved(path, path.slice(0, -"index.html".length));
  if (path.endsWith(".html")) return moved(path, path.slice(0, -".html".length));
  if (path.endsWith("/")) {
    return page(`${path}index.html`) ?? moved(`${path.slice(0, -1)}.html`, path.slice(0, -1));
  }
  return page(path) ?? page(`${path}.html`) ?? moved(`${path}/index.html`, `${path}/`);
}

function send(
  { body, gzipped, type, etag }: StaticFile,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // The page's build names what is in /assets/ after its content.
  const caching = path.startsWith("/assets/")
    ? "public, max-age=31536000, immutable"
    : "public, max-age=0, must-revalidate";
  const headers = {
    ETag: etag,
    "Cache-Control": caching,
    ...(gzipped && { Vary: "Accept-Encoding" }),
  };
  if (isKnown(request.headers["if-none-match"], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const small = takesGzip(request.headers["accept-encoding"]) ? gzipped : null;
  const sent = small ?? body;
  response.writeHead(200, {
    ...headers,
    // The same page in other bytes: RFC 9110 section 8.8.1.
    ...(small && { ETag: `W/${etag}`, "Content-Encoding": "gzip" }),
    "Content-Type": type,
    "Content-Length": sent.length,
  });
  response.end(request.method === "HEAD" ? undefined : sent);
}

/** RFC 9110 section 12.5.3, as far as browsers use it. */
const takesGzip = (accepted: string | string[] | undefined): boolean =>
  /(?:^|,)\s*gzip\s*(?:,|$)/.test(String(accepted ?? ""));

/** RFC 9110 section 13.1.2: a weak comparison with each of a list, or "*". */
function isKnown(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false;
  return condition.split(",").some((listed) => {
    const tag = listed.trim().replace(/^W\//, "");
    return tag === etag || tag === "*";
  });
}
