import type { FunctionComponent, JSX } from "preact";
import type { Till } from "../state/till.ts";
import { Gate, gateOf } from "./gate.tsx";
import { Header } from "./header.tsx";
import { Keypad } from "./keypad.tsx";
import { Notices } from "./notices.tsx";
import type { Phrases } from "./phrases-en.ts";
import { SaleScreen } from "./sale-screen.tsx";
import type { LockProps } from "./staff/staff-door.ts";
import type { Stage } from "./stage.ts";

interface AppProps {
  readonly till: Till;
  readonly words: Phrases;
  readonly stageOf: (till: Extract<Till, { status: "open" }>) => Stage;
  readonly useHere: () => void;
  /** The screens around the till, once they have loaded. */
  readonly backOffice: FunctionComponent<Stage> | null;
  /** What hears, once it has loaded. */
  readonly voicePanel: FunctionComponent<Stage> | null;
  /** What stands before a till that nobody stands at, once that has loaded. */
  readonly lock: FunctionComponent<LockProps> | null;
  /** How a device becomes a till, once that has loaded. */
  readonly wayIn: FunctionComponent<{ readonly isRevoked: boolean }> | null;
}

/** The whole page: one screen at a time, chosen by the state alone. */
export function App({
  till,
  words,
  stageOf,
  useHere,
  backOffice,
  voicePanel,
  wayIn,
  lock,
}: AppProps): JSX.Element {
  const WayIn = wayIn;
  if (till.status === "shut" && WayIn) return <WayIn isRevoked={till.reason === "revoked"} />;
  if (till.status !== "open") return <Gate {...gateOf(till, words, useHere)} />;
  const stage = stageOf(till);
  const LockScreen = lock;
  if (LockScreen && stage.staff?.isLocked()) return <LockScreen stage={stage} door={stage.staff} />;
  if (till.screen.name !== "till") {
    const BackOffice = backOffice;
    return BackOffice ? <BackOffice {...stage} /> : <Gate title={words.starting} text="" />;
  }
  if (till.sale) {
    return (
      <main class="till selling">
        <SaleScreen stage={stage} sale={till.sale} />
      </main>
    );
  }
  return (
    <div class="till">
      <Header {...stage} />
      <Notices {...stage} />
      <main class="till-main">
        <Keypad stage={stage} voicePanel={voicePanel} />
      </main>
    </div>
  );
}
