import * as v from "valibot";

/** One way for money to move, as the merchant may choose it. */
export const RailChoice = v.object({
  name: v.string(),
  /** What people call it, in every language; `null` where it is absent. */
  title: v.nullable(v.string()),
  /** `absent`: this installation has no keys for it. */
  state: v.picklist(["on", "off", "absent"]),
  /** What it does by itself: take an instruction, undo what is not decided yet, give money back. */
  can: v.array(v.picklist(["instruct", "void", "refund"])),
  /** No real money moves by it. */
  test: v.boolean(),
  /** The keys that whoever runs this installation would have to set. */
  missing: v.array(v.string()),
});
export type RailChoice = v.InferOutput<typeof RailChoice>;

/** `GET /api/v1/rails`, and the answer to `PUT`. */
export const RailsView = v.object({ rails: v.array(RailChoice) });
export type RailsView = v.InferOutput<typeof RailsView>;

const MAX_RAILS = 16;

/** `PUT /api/v1/rails`: the names of those that payers are offered, in the order of the buttons. */
export const PutRails = v.strictObject({
  on: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/))), v.maxLength(MAX_RAILS)),
});
export type PutRails = v.InferOutput<typeof PutRails>;
