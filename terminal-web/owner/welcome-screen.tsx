import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Owner, Way } from "./owner-state.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";
import { TroubleNote } from "./trouble-note.tsx";
import type { Trouble } from "./trouble.ts";

export interface OutsideProps {
  readonly outside: Extract<Owner, { status: "outside" }>;
  readonly words: OwnerPhrases;
  readonly invitation: string | null;
  /** Why there can be no passkey on this page at all; null: there can. */
  readonly obstacle: Trouble | null;
  readonly onWay: (way: Way) => void;
}

interface WelcomeProps extends OutsideProps {
  readonly onSignIn: () => void;
}

/** Before the door: sign in, open a shop where one may, or say why not. */
export function WelcomeScreen({
  outside: { door, isBusy, trouble },
  words,
  invitation,
  obstacle,
  onWay,
  onSignIn,
}: WelcomeProps): JSX.Element {
  const mayOpen = door.signUp === "open" || (door.signUp === "invitation" && invitation !== null);
  return (
    <section class="section">
      <h1 tabIndex={-1}>{words.welcome}</h1>
      <TroubleNote trouble={trouble ?? obstacle} words={words} />
      {door.signUp === "invitation" && mayOpen && <p class="notice">{words.invited}</p>}
      {mayOpen ? (
        <button
          type="button"
          class="button strong"
          disabled={obstacle !== null}
          onClick={() => onWay("sign-up")}
        >
          {words.openShop}
        </button>
      ) : (
        <p class="notice">{door.signUp === "closed" ? words.closed : words.byInvitation}</p>
      )}
      <button
        type="button"
        class={mayOpen ? "button" : "button strong"}
        disabled={isBusy || obstacle !== null}
        onClick={onSignIn}
      >
        {isBusy ? words.creating : words.signIn}
      </button>
      <p class="soft">{words.signInText}</p>
      <button type="button" class="quiet" onClick={() => onWay("code")}>
        {words.byCode}
      </button>
    </section>
  );
}

interface CodeProps extends OutsideProps {
  readonly onCode: (code: string) => void;
}

/** In by a recovery code, where every passkey is lost. */
export function CodeScreen({
  outside: { isBusy, trouble },
  words,
  onWay,
  onCode,
}: CodeProps): JSX.Element {
  const code = useSignal("");
  return (
    <form
      class="section"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code.value);
      }}
    >
      <h1 tabIndex={-1}>{words.codeTitle}</h1>
      <label class="field">
        <span>{words.codeField}</span>
        <textarea
          rows={2}
          data-first
          required
          maxLength={200}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          value={code.value}
          onInput={({ currentTarget }) => (code.value = currentTarget.value)}
        />
      </label>
      <p class="soft">{words.codeText}</p>
      <TroubleNote trouble={trouble} words={words} />
      <button type="submit" class="button strong" disabled={isBusy}>
        {words.useCode}
      </button>
      <button type="button" class="quiet" onClick={() => onWay("welcome")}>
        {words.back}
      </button>
    </form>
  );
}
