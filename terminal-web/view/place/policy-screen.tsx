import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import {
  POLICY_UNASKED,
  type PolicyMessage,
  type PolicyTask,
  updatePolicy,
} from "../../state/policy-desk.ts";
import { languageOf } from "../../state/till.ts";
import { AskAgain } from "../ask-again.tsx";
import type { Office, OfficeStage } from "../office.ts";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { PLACE_PHRASES } from "./place-phrases.ts";
import { PolicyForm } from "./policy-form.tsx";

/** What the merchant wants done about place, in plain words, with what a customer will notice of it. */
export function PolicyScreen(stage: OfficeStage): JSX.Element {
  const { till, send, office } = stage;
  const words = PLACE_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(POLICY_UNASKED, updatePolicy, runPolicy(office));
  useEffect(() => tell({ type: "ask" }), []);
  return (
    <div class="page">
      <TopBar
        title={words.policyTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body settings">
        <p>{words.policyLead}</p>
        {desk.step === "asking" && <p role="status">{words.loading}</p>}
        {desk.step === "unread" && (
          <AskAgain
            fault={words.unread[desk.fault]}
            label={words.tryAgain}
            onAsk={() => tell({ type: "ask" })}
          />
        )}
        {desk.step === "open" && <PolicyForm stage={stage} words={words} desk={desk} tell={tell} />}
      </main>
    </div>
  );
}

/** Asks for the policy and puts it, for whichever screen shows a part of it. */
export const runPolicy =
  (office: Office) =>
  async (task: PolicyTask): Promise<PolicyMessage> => {
    if (task.type === "ask") {
      const asked = await office.policy();
      return asked.ok
        ? { type: "told", policy: asked.value }
        : { type: "untold", fault: asked.reason };
    }
    const put = await office.putPolicy(task.policy);
    return put.ok ? { type: "kept", policy: put.value } : { type: "not-kept", fault: put.reason };
  };
