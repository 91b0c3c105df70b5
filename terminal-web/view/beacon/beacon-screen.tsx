import { useState } from "preact/hooks";
import type { JSX } from "preact";
import type { BeaconLook } from "../../state/beacon-look.ts";
import { parseLockCode } from "../../state/lock-code.ts";
import { languageOf } from "../../state/till.ts";
import { Choice, entriesOf } from "../choice.tsx";
import type { BeaconDoor, OfficeStage } from "../office.ts";
import { clockText } from "../time-text.ts";
import { TopBar } from "../top-bar.tsx";
import { BEACON_PHRASES, type BeaconPhrases } from "./beacon-phrases.ts";

interface PartProps {
  readonly look: BeaconLook;
  readonly words: BeaconPhrases;
  readonly locale: string;
  readonly door: BeaconDoor;
}

/** The beacon beside the till: connecting it, how far it is heard, how it is, and what to do where it is not well. */
export function BeaconScreen(stage: OfficeStage): JSX.Element {
  const { till, locale, send, office } = stage;
  const words = BEACON_PHRASES[languageOf(till)];
  const look = till.beacon;
  const door = office.beacon();
  return (
    <div class="page">
      <TopBar
        title={words.beacon}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body">
        <p>{words.what}</p>
        {look && door ? (
          <Beacon look={look} words={words} locale={locale} door={door} near={office.nearAddress} />
        ) : (
          <p role="status">{stage.words.starting}</p>
        )}
      </main>
    </div>
  );
}

function Beacon({ near, ...part }: PartProps & { readonly near: string }): JSX.Element {
  const { look, words, door } = part;
  const { range } = look;
  const isKeyAsked = isAskingForKey(look);
  return (
    <>
      <Condition {...part} />
      <Trouble {...part} />
      {isKeyAsked && <Connect {...part} />}
      {range !== null && (
        <div class="beacon-range">
          <Choice
            name="range"
            label={words.range}
            value={range}
            options={entriesOf(words.ranges)}
            onChoose={(chosen) => door.setRange(chosen)}
          />
          <p class="soft">{words.rangeHint}</p>
        </div>
      )}
      {range !== null && (
        <p>
          {words.near} <strong class="near-address">{near}</strong>
        </p>
      )}
      {look.status !== "unsupported" && !isKeyAsked && <Ways {...part} />}
      {range !== null && (
        <div>
          <button type="button" class="button" onClick={() => door.forget()}>
            {words.forget}
          </button>
          <p class="soft">{words.forgetHint}</p>
        </div>
      )}
    </>
  );
}

/** Trying again brings nothing then: the lock code does. */
const isAskingForKey = ({ failure }: BeaconLook): boolean =>
  failure === "key-needed" || failure === "locked-out";

/** How it is: always in the page, so that it is read out when it changes. */
function Condition({ look, words, locale }: PartProps): JSX.Element {
  const { status, name, battery, contactAt, leftover } = look;
  const facts = [
    battery === null ? null : words.battery(battery),
    contactAt === null ? null : words.contact(clockText(contactAt, locale)),
  ].filter((fact) => fact !== null);
  return (
    <div class="card beacon-card" data-status={status}>
      {name !== "" && <bdi class="soft">{name}</bdi>}
      <strong role="status">{words.states[status]}</strong>
      {facts.length > 0 && <span class="soft">{facts.join(" · ")}</span>}
      {leftover && (
        <p>{words.leftover(leftover.until === null ? null : clockText(leftover.until, locale))}</p>
      )}
    </div>
  );
}

/** What went wrong and what to do about it. A chooser that was closed is nothing of the kind. */
function Trouble({ look, words, door }: PartProps): JSX.Element | null {
  const { status } = look;
  const failure = status === "unsupported" ? status : look.failure;
  if (failure === null || failure === "no-device-selected") return null;
  const [title, next] = words.failures[failure];
  const isTrying = status === "waiting" || status === "working";
  return (
    <div class="notice beacon-trouble" role="alert">
      <div>
        <strong>{title}</strong>
        <p>
          {next} {isTrying && words.retrying}
        </p>
      </div>
      {(status === "waiting" || status === "stuck") && !isAskingForKey(look) && (
        <button type="button" class="button small" onClick={() => door.reconnect()}>
          {words.reconnect}
        </button>
      )}
    </div>
  );
}

/** A beacon that works stands before the way to another one. */
function Ways(part: PartProps): JSX.Element {
  if (part.look.range === null) return <Connect {...part} />;
  return (
    <details class="beacon-another">
      <summary>{part.words.another}</summary>
      <Connect {...part} />
    </details>
  );
}

/** The way to a beacon; one that is sold locked has its code on the box. */
function Connect({ look, words, door }: PartProps): JSX.Element {
  const [isWrong, setWrong] = useState(false);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get("code");
    const written = typeof text === "string" ? text.trim() : "";
    const code = parseLockCode(written);
    setWrong(written !== "" && code === null);
    if (written === "" || code !== null) door.connect(code);
  }
  return (
    <form class="beacon-connect" onSubmit={submit} noValidate>
      <label class="field">
        <span>{words.lockCode}</span>
        <input
          name="code"
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          aria-describedby="lock-code-hint"
          aria-invalid={isWrong}
        />
      </label>
      <p id="lock-code-hint" class="soft">
        {words.lockCodeHint}
      </p>
      {isWrong && (
        <p class="fault" role="alert">
          {words.lockCodeWrong}
        </p>
      )}
      <button
        type="submit"
        class={look.range === null || isAskingForKey(look) ? "button strong" : "button"}
      >
        {words.connect}
      </button>
    </form>
  );
}
