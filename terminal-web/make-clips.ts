import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../worker/contract/merchant.ts";
import { CLIP_VOCABULARY } from "./voice/clips/clip-vocabulary.ts";

// `npm run clips`: speaks every word of the announcements into one file per language, for devices without a voice. Needs
// Debian's espeak-ng and opus-tools. eSpeak NG makes the sound from formants: no person's voice is in it, and what a program
// under the GPL puts out is not itself under it (GPL FAQ, "GPLOutput").
const OUT = join(import.meta.dirname, "voice/clips");
const VOICES: Readonly<Record<Language, readonly string[]>> = {
  en: ["-v", "en-us", "-s", "170"],
  zh: ["-v", "cmn-latn-pinyin", "-s", "170"],
};
// Debian's dictionary knows few characters, so that the syllables are given to it, with their tones.
const PINYIN = `
  零 ling2 一 yi1 二 er4 三 san1 四 si4 五 wu3 六 liu4 七 qi1 八 ba1 九 jiu3 十 shi2 百 bai3 千 qian1 万 wan4 亿 yi4
  两 liang3 点 dian3 元 yuan2 角 jiao3 分 fen1 和 he2 收 shou1 款 kuan3 钱 qian2 包 bao1 充 chong1 值 zhi2 退 tui4
  失 shi1 败 bai4 支 zhi1 付 fu4 已 yi3 取 qu3 消 xiao1 过 guo4 期 qi1 正 zheng4 在 zai4 核 he2 实 shi2 此 ci3
  前 qian2 新 xin1 台 tai2 币 bi4 港 gang3 美 mei3 欧 ou1 英 ying1 镑 bang4 便 bian4 士 shi4 日 ri4 韩 han2 加 jia1
  坡 po1 澳 ao4 瑞 rui4 法 fa3 郎 lang2 生 sheng1 丁 ding1 泰 tai4 铢 zhu1 萨 sa4 当 dang1 印 yin4 度 du4 卢 lu2
  比 bi3 派 pai4 科 ke1 威 wei1 特 te4 第 di4 纳 na4 尔 er3 巴 ba1 林 lin2 费 fei4 越 yue4 南 nan2 盾 dun4`;
const SYLLABLES = new Map(
  [...PINYIN.matchAll(/(\S) (\S+)/g)].map(([, sign = "", said = ""]) => [sign, said]),
);
/** Seen from the file that is made; spelt apart, since it is no import of this one. */
const CONTRACT = JSON.stringify("../../../worker/contract/merchant.ts");
const RATE = 22_050;
const HEADER_BYTES = 44;
/** Quieter than this is silence, of 32,767. */
const SILENCE = 260;
/** Of silence around each word in the file, so that none bleeds into its neighbour, and how much of it is played. */
const GAP_MS = 120;
const LEAD_MS = 15;
const TAIL_MS = 35;

const samplesOf = (ms: number): number => Math.round((ms / 1000) * RATE);

/** What the synthesiser is given for a word. */
function textFor(word: string, language: Language): string {
  if (language === "en") return word;
  return [...word]
    .map((sign) => {
      const said = SYLLABLES.get(sign);
      if (said === undefined) throw new Error(`no syllable for ${sign}`);
      return said;
    })
    .join("");
}

/** 16-bit mono samples of one word, without the silence around it. */
function spoken(word: string, language: Language): Int16Array {
  const wav = execFileSync("espeak-ng", [
    ...VOICES[language],
    "-z",
    "--stdout",
    textFor(word, language),
  ]);
  const bytes = Uint8Array.from(wav.subarray(HEADER_BYTES));
  const samples = new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2));
  const isLoud = (sample: number): boolean => Math.abs(sample) > SILENCE;
  return samples.slice(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1);
}

function makeClips(language: Language): string {
  const parts: Int16Array[] = [];
  const places: string[] = [];
  const gap = samplesOf(GAP_MS);
  let length = gap;
  for (const word of CLIP_VOCABULARY[language]) {
    const samples = spoken(word, language);
    const from = Math.round((length / RATE) * 1000) - LEAD_MS;
    const forMs = Math.round((samples.length / RATE) * 1000) + LEAD_MS + TAIL_MS;
    places.push(`    ${JSON.stringify(word)}: [${from}, ${forMs}],`);
    parts.push(new Int16Array(gap), samples);
    length += samples.length + gap;
  }
  parts.push(new Int16Array(gap));
  const raw = Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  execFileSync(
    "opusenc",
    [
      "--quiet",
      "--raw",
      "--raw-rate",
      String(RATE),
      "--raw-chan",
      "1",
      "--bitrate",
      "12",
      "--serial",
      "1",
      "-",
      join(OUT, `${language}.opus`),
    ],
    { input: raw },
  );
  return `  ${language}: {\n${places.join("\n")}\n  },\n`;
}

const tables = (["en", "zh"] as const).map(makeClips).join("");
writeFileSync(
  join(OUT, "clip-places.ts"),
  `import type { Language } from ${CONTRACT};

/** Where each word lies in its language's file: from, and for how long, ms. Made by \`npm run clips\`. */
export const CLIP_PLACES: Readonly<
  Record<Language, Readonly<Record<string, readonly [fromMs: number, forMs: number]>>>
> = {
${tables}};
`,
);
execFileSync("npx", ["oxfmt", join(OUT, "clip-places.ts")]);
