import { describe, it } from "vitest";
import { settingsFrom } from "./settings.ts";

const demoUnder = (environment: Record<string, string>) => settingsFrom([], environment).demo;

describe("the settings", () => {
  it("are port 8787 on this machine and .edgetill beside package.json", ({ expect }) => {
    const settings = settingsFrom([], {});
    expect(settings).toMatchObject({ port: 8787, httpsPort: null, logsRequests: false });
    expect(settings.stateFolder).toBe(new URL("../.edgetill", import.meta.url).pathname);
  });

  it("follow the environment", ({ expect }) => {
    const environment = { PORT: "0", HTTPS_PORT: "9443", EDGETILL_STATE: "/tmp/a till" };
    expect(settingsFrom(["--https", "--log"], environment)).toMatchObject({
      logsRequests: true,
      port: 0,
      httpsPort: 9443,
      stateFolder: "/tmp/a till",
      publicOrigin: null,
    });
    const origin = "https://till.example";
    expect(settingsFrom([], { EDGETILL_ORIGIN: origin }).publicOrigin).toBe(origin);
  });

  it("sell in euros and English, in yuan where the system speaks Chinese, or as told", ({
    expect,
  }) => {
    expect(demoUnder({ LANG: "de_DE.UTF-8" })).toEqual({ language: "en", currency: "EUR" });
    expect(demoUnder({ LANG: "zh_CN.UTF-8" })).toEqual({ language: "zh", currency: "CNY" });
    expect(demoUnder({ LANG: "zh_CN.UTF-8", LC_ALL: "C" })).toEqual({
      language: "en",
      currency: "EUR",
    });
    expect(demoUnder({ EDGETILL_DEMO_LANGUAGE: "zh", EDGETILL_DEMO_CURRENCY: "JPY" })).toEqual({
      language: "zh",
      currency: "JPY",
    });
  });

  it.for([
    { args: [], environment: { PORT: "65536" }, names: "PORT" },
    { args: [], environment: { PORT: "-1" }, names: "PORT" },
    { args: [], environment: { PORT: "80 " }, names: "PORT" },
    { args: ["--https"], environment: { HTTPS_PORT: "x" }, names: "HTTPS_PORT" },
    { args: [], environment: { EDGETILL_DEMO_CURRENCY: "EUX" }, names: "EUX" },
    { args: [], environment: { EDGETILL_DEMO_LANGUAGE: "fr" }, names: "fr" },
    { args: ["--htps"], environment: {}, names: "--htps" },
    { args: ["now"], environment: {}, names: "now" },
    { args: [], environment: { EDGETILL_ORIGIN: "till.example" }, names: "EDGETILL_ORIGIN" },
    { args: [], environment: { EDGETILL_ORIGIN: "http://till.example" }, names: "EDGETILL_ORIGIN" },
    {
      args: [],
      environment: { EDGETILL_ORIGIN: "https://till.example/" },
      names: "EDGETILL_ORIGIN",
    },
  ])(
    "refuse $names of $args $environment in one line",
    ({ args, environment, names }, { expect }) => {
      const read = (): unknown => settingsFrom(args, environment);
      expect(read).toThrow(names);
      expect(read).toThrow(/^[^\n]+$/);
    },
  );
});
