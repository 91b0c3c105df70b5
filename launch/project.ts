import { join } from "node:path";

/** The folder of package.json. */
export const ROOT = join(import.meta.dirname, "..");

export const BUILD_FOLDER = join(ROOT, "build");
export const BUNDLE_FOLDER = join(BUILD_FOLDER, "worker");
export const PAGE_FOLDER = join(ROOT, "terminal-web", "dist");
export const MIGRATIONS_FOLDER = join(ROOT, "migrations");

/** Where Node keeps what it compiled: saves a third of the launcher's own loading time. */
export const COMPILE_CACHE = join(BUILD_FOLDER, "compile-cache");
