import type { Driver, DriverName } from "./driver.ts";
import { eddystone } from "./eddystone.ts";
import { espruino } from "./espruino.ts";

/** Every kind of beacon that the till can speak with. */
export const DRIVERS: Readonly<Record<DriverName, Driver>> = { eddystone, espruino };
