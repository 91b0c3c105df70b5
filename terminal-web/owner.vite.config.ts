import { defineConfig } from "vite";
import { pageBeside } from "./page-build.ts";

/** The owner's page: opened a few times a year, and once by somebody who wants to sell in two minutes. */
export default defineConfig(pageBeside("owner/index.html", 50 * 1024));
