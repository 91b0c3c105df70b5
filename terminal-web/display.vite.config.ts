import { defineConfig } from "vite";
import { pageBeside } from "./page-build.ts";

/** The customer display's page. Half of what the till may cost: a display has no keypad. */
export default defineConfig(pageBeside("display/index.html", 40 * 1024));
