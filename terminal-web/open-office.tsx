import type { FunctionComponent } from "preact";
import type { PageCore } from "../wasm/page-core.ts";
import { secretFrom } from "../worker/domain/capability.ts";
import { type Result, ok, refuse } from "../worker/domain/result.ts";
import type { Answer, Ask } from "./api/call.ts";
import { createDayApi } from "./api/day-api.ts";
import { createDisplaysApi } from "./api/displays-api.ts";
import { createRailsApi } from "./api/rails-api.ts";
import { createPlaceApi } from "./api/place-api.ts";
import { createLocator } from "./device/locator.ts";
import { saveFile } from "./device/save-file.ts";
import type { Failure, Message } from "./state/message.ts";
import type { SaveFault } from "./state/place-desk.ts";
import { OFFICE_PHRASES } from "./view/office-phrases.ts";
import { languageOf } from "./state/till.ts";
import { BackOffice } from "./view/back-office.tsx";
import type { BeaconDoor, Office } from "./view/office.ts";
import type { Stage } from "./view/stage.ts";

export interface OfficeSurroundings {
  readonly ask: Ask;
  readonly core: () => PageCore | null;
  readonly tell: (message: Message) => void;
  readonly beacon: () => BeaconDoor | null;
}

/** The screens around the till with what they can do. All of it loads when the keypad already stands. */
export function openBackOffice(surroundings: OfficeSurroundings): FunctionComponent<Stage> {
  const office = officeOf(surroundings);
  return (stage) => {
    const words = { ...stage.words, ...OFFICE_PHRASES[languageOf(stage.till)] };
    return <BackOffice {...stage} words={words} office={office} />;
  };
}

function officeOf({ ask, core, tell, beacon }: OfficeSurroundings): Office {
  const api = createPlaceApi(ask);
  const displays = createDisplaysApi(ask);
  const days = createDayApi(ask);
  const rails = createRailsApi(ask);

  /** A till that has been revoked shuts, whoever learns it. */
  function heard<Value>(answer: Answer<Value>): Result<Value, SaveFault> {
    if (answer.ok) return ok(answer.value);
    tell({ type: "terminal-untold", failure: answer.failure });
    return refuse(faultOf(answer.failure));
  }

  return {
    placeOf(cell) {
      const door = core();
      const parsed = door?.parseCell(cell) ?? null;
      return door && parsed !== null ? door.cellCentre(parsed) : null;
    },
    locate: createLocator(navigator.geolocation, isSecureContext),
    async putPlace(place) {
      const answer = await api.putPlace(place);
      if (answer.ok) {
        const { value: view, sentAt, receivedAt } = answer;
        tell({ type: "terminal-told", view, asOf: null, sentAt, receivedAt });
      }
      const told = heard(answer);
      return told.ok ? ok(null) : told;
    },
    newKey: () => secretFrom(crypto.getRandomValues(new Uint8Array(26))),
    policy: async () => heard(await api.policy()),
    putPolicy: async (policy) => heard(await api.putPolicy(policy)),
    beacon,
    nearAddress: `${location.host}/near`,
    async day() {
      const told = heard(await days.day());
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return told.ok && told.value.timeZone === null ? heard(await days.putZone(timeZone)) : told;
    },
    settlements: async (before) => heard(await days.settlements(before)),
    closeDay: async (after) => heard(await days.close(after)),
    topUps: async (before) => heard(await days.topUps(before)),
    async saveSheet(name, settlement) {
      const sheet = heard(await days.sheet(name, settlement));
      if (!sheet.ok) return sheet;
      saveFile(sheet.value, `${name}-${settlement === 0 ? "today" : settlement}.csv`);
      return ok(null);
    },
    rails: async () => heard(await rails.rails()),
    putRails: async (on) => heard(await rails.putRails(on)),
    displays: async () => heard(await displays.displays()),
    inviteDisplay: async () => heard(await displays.invite()),
    revokeDisplay: async (display) => heard(await displays.revoke(display)),
  };
}

function faultOf(failure: Failure): SaveFault {
  if (failure.type === "refused")
    return failure.problem === "staff-not-allowed" ? "forbidden" : "refused";
  return failure.hasLeft ? "unanswered" : "offline";
}
