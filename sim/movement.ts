/** One movement that the books have to show for a fact. */
export interface Movement {
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

export const WALLETS = "clearing:wallet";
/** Where what a rail has for the merchant is booked. */
export const accountOf = (rail: string): string => (rail === "cash" ? "cash" : `clearing:${rail}`);

export type Complain = (law: string, detail: string) => void;
