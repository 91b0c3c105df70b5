import type { JSX } from "preact";
import type { Connection } from "../state/till.ts";
import { Shape } from "./shape.tsx";
import type { Stage } from "./stage.ts";
import { clockText } from "./time-text.ts";

/** Whose till this is, whether it hears the server, and the ways to the list and the settings. */
export function Header(stage: Stage): JSX.Element {
  const { till, words, locale, send, staff } = stage;
  const cashier = staff?.cashier();
  const { merchant, terminal } = till.profile;
  return (
    <header class="header">
      <div class="whose">
        <strong>{merchant.name}</strong>
        <span>{cashier ? `${terminal.name} · ${cashier}` : terminal.name}</span>
      </div>
      <Line connection={till.connection} words={words} locale={locale} />
      {cashier && (
        <button
          type="button"
          class="icon cashier"
          aria-label={words.switchCashier(cashier)}
          onClick={() => staff?.lock()}
        >
          {/* A picture of the name, and no text of the button: that would have to be in what it is called. */}
          <span aria-hidden="true" data-initials={Array.from(cashier).slice(0, 2).join("")} />
        </button>
      )}
      <button
        type="button"
        class="icon"
        aria-label={words.orders}
        onClick={() => send({ type: "show", screen: { name: "orders" } })}
      >
        <Shape name="list" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={words.settings}
        onClick={() => send({ type: "show", screen: { name: "settings" } })}
      >
        <Shape name="gear" />
      </button>
    </header>
  );
}

type LineProps = Pick<Stage, "words" | "locale"> & { readonly connection: Connection };

/** The connection, as a dot and a word. */
export function Line({ connection, words, locale }: LineProps): JSX.Element {
  const word =
    connection.status === "offline"
      ? words.connection.offline(clockText(connection.since, locale))
      : words.connection[connection.status];
  return (
    <span class={`line line-${connection.status}`} role="status">
      <i class="dot" />
      {word}
    </span>
  );
}
