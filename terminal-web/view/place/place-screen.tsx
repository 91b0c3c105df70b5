import type { JSX } from "preact";
import {
  NO_PLACE_ASKED,
  type PlaceDesk,
  type PlaceMessage,
  type PlaceTask,
  updatePlace,
} from "../../state/place-desk.ts";
import type { Coordinates } from "../../state/coordinates.ts";
import { languageOf } from "../../state/till.ts";
import { metresText } from "../metres-text.ts";
import type { Office, OfficeStage } from "../office.ts";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { PLACE_PHRASES } from "./place-phrases.ts";
import type { PlacePhrases } from "./place-phrases-en.ts";
import { cellSides, coordinatesText } from "./place-text.ts";
import { SaveNote } from "./save-note.tsx";

/** A position rougher than this cannot tell a counter from the next street. */
const ROUGH_METRES = 100;

interface PlacePartProps {
  readonly desk: PlaceDesk;
  readonly tell: (message: PlaceMessage) => void;
  readonly words: PlacePhrases;
  readonly locale: string;
  /** Where the till stands now. */
  readonly before: Coordinates | null;
}

/** Where this till stands: from the device, or typed; without a map, which would tell somebody else. */
export function PlaceScreen(stage: OfficeStage): JSX.Element {
  const { till, locale, send, office } = stage;
  const words = PLACE_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(NO_PLACE_ASKED, updatePlace, runWith(office));
  const { cell } = till.profile.terminal;
  const before = cell === null ? null : office.placeOf(cell);
  const part: PlacePartProps = { desk, tell, words, locale, before };
  return (
    <div class="page">
      <TopBar
        title={words.placeTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body">
        <p>{words.placeLead}</p>
        <Present {...part} isSet={cell !== null} />
        <SaveNote
          words={words}
          isSaving={desk.step === "saving"}
          isSaved={desk.step === "saved"}
          fault={desk.step === "failed" ? words.faults[desk.fault] : null}
          onUndo={desk.step === "saved" && !desk.isUndone ? () => tell({ type: "undo" }) : null}
        />
        <FromDevice {...part} />
        <Typed {...part} />
        {cell !== null && (
          <button type="button" class="button" onClick={() => tell({ type: "forget", before })}>
            {words.forget}
          </button>
        )}
      </main>
    </div>
  );
}

const runWith =
  (office: Office) =>
  async (task: PlaceTask): Promise<PlaceMessage> => {
    if (task.type === "locate") {
      const located = await office.locate();
      return located.ok
        ? { type: "located", position: located.value }
        : { type: "not-located", fault: located.reason };
    }
    const put = await office.putPlace(task.place);
    return put.ok
      ? { type: "saved", isUndone: task.isUndone }
      : { type: "not-saved", fault: put.reason };
  };

function Present({
  words,
  locale,
  before,
  isSet,
}: PlacePartProps & { readonly isSet: boolean }): JSX.Element {
  if (!before) return <p class="card">{isSet ? words.placeUnknown : words.placeNone}</p>;
  const { width, height } = cellSides(before);
  return (
    <div class="card">
      <strong>{words.placeSet(coordinatesText(before))}</strong>
      <span>{words.placeField(metresText(width, locale), metresText(height, locale))}</span>
    </div>
  );
}

function FromDevice({ desk, tell, words, locale, before }: PlacePartProps): JSX.Element {
  if (desk.step !== "located") {
    const isAsking = desk.step === "locating";
    return (
      <>
        <button type="button" class="button strong" onClick={() => tell({ type: "locate" })}>
          {words.useDevice}
        </button>
        {isAsking && <p role="status">{words.locating}</p>}
      </>
    );
  }
  const { accuracy } = desk.position;
  return (
    <div class="card" role="status">
      <p>{words.located(coordinatesText(desk.position), metresText(accuracy, locale))}</p>
      {accuracy > ROUGH_METRES && <p class="fault">{words.coarse}</p>}
      <div class="form-buttons">
        <button type="button" class="button" onClick={() => tell({ type: "locate" })}>
          {words.askAgain}
        </button>
        <button type="button" class="button strong" onClick={() => tell({ type: "nod", before })}>
          {words.setIt}
        </button>
      </div>
    </div>
  );
}

function Typed({ tell, words, before }: PlacePartProps): JSX.Element {
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get("place");
    if (typeof text === "string") tell({ type: "write", text, before });
  }
  return (
    <form class="typed-place" onSubmit={submit} noValidate>
      <label class="field">
        <span>{words.typed}</span>
        <input
          name="place"
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          placeholder={words.typedHint}
        />
      </label>
      <button type="submit" class="button">
        {words.set}
      </button>
    </form>
  );
}
