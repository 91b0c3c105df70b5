/** One thing that a client asked of one order, and what it was told. */
export interface Operation {
  readonly kind:
    | "place"
    | "claim"
    | "instruct"
    | "see declined"
    | "see claim"
    | "see order"
    | "cancel"
    | "cash"
    | "refund"
    | "release";
  /** The claim's key, the refund's key, or the key of the instruction. */
  readonly key: string;
  /** The instruction's key, where `key` is the claim's. */
  readonly second: string;
  readonly minor: number;
  readonly invokedAt: number;
  /** Infinity while no answer has come: it may have happened at any time since, or never. */
  answeredAt: number;
  result: string;
}

/** What all clients asked and heard, order by order: one order is one object, so each can be judged by itself. */
export class History {
  readonly orders = new Map<number, Operation[]>();
  /** Orders that somebody plays with unrecorded: what is known of them explains nothing. */
  readonly unwatched = new Set<number>();

  invoke(
    number: number,
    at: number,
    operation: Pick<Operation, "kind"> & Partial<Operation>,
  ): Operation {
    const made: Operation = {
      key: "",
      second: "",
      minor: 0,
      invokedAt: at,
      answeredAt: Infinity,
      result: "",
      ...operation,
    };
    const operations = this.orders.get(number);
    if (operations) operations.push(made);
    else this.orders.set(number, [made]);
    return made;
  }

  get length(): number {
    let length = 0;
    for (const operations of this.orders.values()) length += operations.length;
    return length;
  }
}
