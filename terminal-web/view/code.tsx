import type { JSX } from "preact";
import type { Face } from "../state/sale.ts";
import type { FaceLook } from "./face-look.ts";
import { Shape } from "./shape.tsx";
import type { Stage } from "./stage.ts";
import { SymbolPicture } from "./symbol-picture.tsx";

interface CodeProps {
  readonly stage: Stage;
  readonly face: Extract<Face, { kind: "code" }>;
  readonly look: FaceLook;
}

/** The rotating code. Each window only changes one path, so nothing flickers; what cannot be opened is not shown. */
export function Code({ stage, face, look }: CodeProps): JSX.Element {
  const { code, leg } = face;
  if (code.status !== "ready" || leg === "stuck") {
    return (
      <div class="code code-empty">
        {look.shape === "none" ? <span class="spinner" /> : <Shape name={look.shape} />}
      </div>
    );
  }
  const symbol = stage.symbolOf(code.prefix + code.token);
  if (!symbol) return <p class="code code-empty">{stage.words.sale.noCode}</p>;
  return <SymbolPicture symbol={symbol} label={stage.words.sale.scan} />;
}
