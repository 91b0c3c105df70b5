/** Shapes that say the state without a word and without a colour. */
export const Tick = () => (
  <svg class="mark good" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="4" />
    <path d="m14 25 7 7 14-15" fill="none" stroke="currentColor" stroke-width="5" />
  </svg>
);

export const Cross = () => (
  <svg class="mark bad" viewBox="0 0 48 48" aria-hidden="true">
    <path
      d="M15 2h18l13 13v18L33 46H15L2 33V15z"
      fill="none"
      stroke="currentColor"
      stroke-width="4"
    />
    <path d="m16 16 16 16m0-16L16 32" stroke="currentColor" stroke-width="5" />
  </svg>
);

export const Turning = () => (
  <svg class="mark soft spin" viewBox="0 0 48 48" aria-hidden="true">
    <path d="M24 4a20 20 0 1 1-20 20" fill="none" stroke="currentColor" stroke-width="5" />
  </svg>
);
