import { correction, generate, mode } from "lean-qr";
import { toSvgSource } from "lean-qr/extras/svg";
import qrcode from "qrcode";
import qrcodeGenerator from "qrcode-generator";
import { encodeQR } from "qr";
import { encode as encodeUqr, renderSVG } from "uqr";
import type { Core } from "../../wasm/core.ts";
import type { Contest, Contestant } from "./contest.ts";
import { FIELDS } from "./sample.ts";

const VARIETY = 64;
/** Modules a side of what everyone must make: version 5. */
const SIZE = 37;
const PREFIX = "HTTPS://EDGETILL.WORKERS.DEV/T/";

interface Peer {
  peer: string;
  /** Makes the symbol in the library's own form, and says how many modules a side has, without a border. */
  matrix(text: string): number;
  svg(text: string): string | Promise<string>;
}

/** QR symbols of 64 tokens' addresses, 95 alphanumeric characters at level M. Each library is told the best it can be. */
export function symbolContests(core: Core): Contest[] {
  const texts = core.issueWindows(FIELDS, VARIETY).map((token) => PREFIX + token);
  const peers: Peer[] = [ours(core), qr(), nodeQrcode(), leanQr(), uqr(), generator()];
  return [
    { op: "qr.matrix", mode: "single", contestants: peers.map((peer) => making(peer, texts)) },
    { op: "qr.svg", mode: "single", contestants: peers.map((peer) => drawing(peer, texts)) },
  ];
}

function making({ peer, matrix }: Peer, texts: readonly string[]): Contestant {
  return {
    peer,
    run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += matrix(texts[i % VARIETY] ?? "");
      if (sum !== n * SIZE) throw new Error(`${peer} made symbols of another size`);
      return sum;
    },
  };
}

function drawing({ peer, svg }: Peer, texts: readonly string[]): Contestant {
  return {
    peer,
    async run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const drawn = svg(texts[i % VARIETY] ?? "");
        sum += (typeof drawn === "string" ? drawn : await drawn).length;
      }
      return sum;
    },
  };
}

function ours(core: Core): Peer {
  return {
    peer: "core",
    matrix: (text) => core.qrMatrix(text, "M").size,
    svg: (text) => core.qrSvg(text, "M"),
  };
}

function qr(): Peer {
  const options = { ecc: "medium", encoding: "alphanumeric", border: 1 } as const;
  return {
    peer: "qr",
    matrix: (text) => encodeQR(text, "raw", options).length - 2,
    svg: (text) => encodeQR(text, "svg", options),
  };
}

function nodeQrcode(): Peer {
  const options = { errorCorrectionLevel: "M" } as const;
  return {
    peer: "qrcode",
    matrix: (text) => qrcode.create(segments(text), options).modules.size,
    svg: (text) => qrcode.toString(segments(text), { ...options, type: "svg" }),
  };
}

/** A given segment spares the library the search for the best mix of modes. */
function segments(data: string): { data: string; mode: "alphanumeric" }[] {
  return [{ data, mode: "alphanumeric" }];
}

function leanQr(): Peer {
  const level = correction.M;
  const options = {
    modes: [mode.alphaNumeric],
    minCorrectionLevel: level,
    maxCorrectionLevel: level,
  };
  return {
    peer: "lean-qr",
    matrix: (text) => generate(text, options).size,
    svg: (text) => toSvgSource(generate(text, options)),
  };
}

function uqr(): Peer {
  return {
    peer: "uqr",
    matrix: (text) => encodeUqr(text, { ecc: "M", border: 0 }).size,
    svg: (text) => renderSVG(text, { ecc: "M" }),
  };
}

function generator(): Peer {
  return {
    peer: "qrcode-generator",
    matrix: (text) => generated(text).getModuleCount(),
    svg: (text) => generated(text).createSvgTag({ scalable: true }),
  };
}

function generated(text: string): ReturnType<typeof qrcodeGenerator> {
  const symbol = qrcodeGenerator(5, "M");
  symbol.addData(text, "Alphanumeric");
  symbol.make();
  return symbol;
}
