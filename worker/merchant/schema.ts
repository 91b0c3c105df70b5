import orders from "./schema/0001_orders.sql";
import ledger from "./schema/0002_ledger.sql";
import decisions from "./schema/0003_decisions.sql";
import devices from "./schema/0004_devices.sql";
import owners from "./schema/0005_owners.sql";
import displays from "./schema/0006_displays.sql";
import parts from "./schema/0007_parts.sql";
import staff from "./schema/0008_staff.sql";
import settlements from "./schema/0009_settlements.sql";
import pairs from "./schema/0010_pairs.sql";
import topUps from "./schema/0011_top_ups.sql";
import apiKeys from "./schema/0012_api_keys.sql";
import allowances from "./schema/0013_allowances.sql";
import disputes from "./schema/0014_disputes.sql";
import bounced from "./schema/0015_bounced.sql";

/** The merchant's own schema, oldest first. Files are only ever added. */
export const SCHEMA: readonly string[] = [
  orders,
  ledger,
  decisions,
  devices,
  owners,
  displays,
  parts,
  staff,
  settlements,
  pairs,
  topUps,
  apiKeys,
  allowances,
  disputes,
  bounced,
];
