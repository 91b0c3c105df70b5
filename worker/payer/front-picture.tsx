import type { Language } from "../contract/merchant.ts";
import { frontSentencesIn } from "./front-sentences.ts";

/** The dark modules of a code's look; nothing that a camera could read. */
const MODULES =
  "M46 4h4v8h-4zM54 4h4v4h-4zM50 16h8v4h-8zM46 24h4v4h-4zM4 46h8v4H4zM16 46h4v4h-4zM24 50h8v4h-8zM36 38h4v8h-4zM44 34h4v8h-4zM52 36h8v4h-8zM64 34h4v8h-4zM76 36h8v4h-8zM40 50h8v4h-8zM52 48h4v8h-4zM60 46h8v4h-8zM72 50h4v8h-4zM80 46h8v4h-8zM46 60h4v8h-4zM54 60h8v4h-8zM66 58h4v4h-4zM84 56h4v8h-4zM76 62h4v8h-4zM44 74h8v4h-8zM56 70h4v8h-4zM64 68h8v4h-8zM82 72h6v4h-6zM48 82h4v6h-4zM58 82h8v4h-8zM72 78h4v8h-4zM80 82h8v4h-8z";
const CORNERS = [
  [0, 0],
  [64, 0],
  [0, 64],
] as const;

/** The till and the phone, both sides of one sale. */
export function FrontPicture({ language }: { language: Language }) {
  const say = frontSentencesIn(language);
  return (
    <svg class="picture" viewBox="0 0 400 270" role="img" aria-label={say.picture}>
      <g class="device">
        <rect x="8" y="8" width="250" height="254" rx="20" />
        <rect x="272" y="62" width="120" height="200" rx="18" />
      </g>
      <g text-anchor="middle">
        <text x="133" y="62" class="figure">
          {say.pay}
        </text>
        <g transform="translate(60 88) scale(1.62)">
          <rect x="-6" y="-6" width="103" height="103" rx="6" fill="#fff" />
          <path d={MODULES} fill="#000" />
          {CORNERS.map(([x, y]) => (
            <g transform={`translate(${x} ${y})`} fill="none" stroke="#000" stroke-width="4">
              <path d="M4 4h20v20H4z" />
              <path d="M10 10h8v8h-8z" fill="#000" stroke="none" />
            </g>
          ))}
        </g>
        <text x="332" y="98" class="shop">
          {say.shop}
        </text>
        <g fill="none" class="tick">
          <circle cx="332" cy="146" r="27" stroke-width="5" />
          <path d="m319 147 9 9 17-19" stroke-width="6" />
        </g>
        <text x="332" y="206" class="word">
          {say.paid}
        </text>
        <text x="332" y="234" class="word">
          {say.pay}
        </text>
      </g>
    </svg>
  );
}
