import * as v from "valibot";
import {
  AuditCheck,
  OfficeView,
  RenewedCodes,
  TerminalLink,
} from "../../worker/contract/office.ts";
import { Ceremony, SignUpDoor, SignedUp } from "../../worker/contract/owner.ts";
import { type Answer, type Ask, type Fetch, call } from "../api/call.ts";

const Done = v.object({});

/** A shop as its first owner wants it. */
export interface ShopWish {
  readonly name: string;
  readonly currency: string;
  readonly language: "en" | "zh";
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** What opening a shop takes beside the shop. */
export interface Admission {
  readonly invitation: string | null;
  /** The owner was told that another shop's name can be taken for this one. */
  readonly isMeant: boolean;
}

/** Everything that an owner's page may ask. Who asks is in the session's cookie, which no script sees. */
export interface OwnerApi {
  /** For what only one section asks. */
  readonly ask: Ask;
  door(): Promise<Answer<SignUpDoor>>;
  signUpOptions(name: string, admission: Admission): Promise<Answer<Ceremony>>;
  signUp(ticket: string, passkey: object, shop: ShopWish): Promise<Answer<SignedUp>>;
  signInOptions(): Promise<Answer<Ceremony>>;
  signIn(ticket: string, assertion: object): Promise<Answer<object>>;
  signInByCode(code: string): Promise<Answer<object>>;
  signOut(everywhere: boolean): Promise<Answer<object>>;
  passkeyOptions(): Promise<Answer<Ceremony>>;
  addPasskey(ticket: string, passkey: object): Promise<Answer<object>>;
  removePasskey(id: string): Promise<Answer<object>>;
  renewCodes(): Promise<Answer<RenewedCodes>>;
  office(auditBefore?: number): Promise<Answer<OfficeView>>;
  invite(name: string): Promise<Answer<TerminalLink>>;
  move(terminal: number): Promise<Answer<TerminalLink>>;
  rename(terminal: number, name: string): Promise<Answer<object>>;
  revoke(terminal: number): Promise<Answer<object>>;
  checkTrail(): Promise<Answer<AuditCheck>>;
}

export function createOwnerApi(fetch: Fetch): OwnerApi {
  const caller = {
    fetch: (input: string, init: RequestInit) =>
      fetch(input, { ...init, credentials: "same-origin" }),
    credential: "",
    origin: "",
    now: Date.now,
    isOnline: () => navigator.onLine,
  };
  const ask: Ask = (schema, question) => call(caller, schema, question);
  const post = <Value>(
    schema: v.GenericSchema<unknown, Value>,
    path: string,
    body?: object,
  ): Promise<Answer<Value>> => ask(schema, { method: "POST", path, body });

  return {
    ask,
    door: () => ask(SignUpDoor, { method: "GET", path: "/sign-ups" }),
    signUpOptions: (name, { invitation, isMeant }) =>
      post(Ceremony, "/sign-ups/options", { name, isMeant, ...(invitation && { invitation }) }),
    signUp: (ticket, passkey, shop) => post(SignedUp, "/sign-ups", { ticket, passkey, shop }),
    signInOptions: () => post(Ceremony, "/sign-ins/options"),
    signIn: (ticket, assertion) => post(Done, "/sign-ins", { ticket, assertion }),
    signInByCode: (code) => post(Done, "/sign-ins/code", { code }),
    signOut: (everywhere) => post(Done, "/sessions/end", { everywhere }),
    passkeyOptions: () => post(Ceremony, "/passkeys/options"),
    addPasskey: (ticket, passkey) => post(Done, "/passkeys", { ticket, passkey }),
    removePasskey: (id) => post(Done, `/shop/passkeys/${id}/remove`),
    renewCodes: () => post(RenewedCodes, "/shop/codes"),
    office: (before) =>
      ask(OfficeView, { method: "GET", path: before ? `/shop?before=${before}` : "/shop" }),
    invite: (name) => post(TerminalLink, "/shop/terminals", { name }),
    move: (terminal) => post(TerminalLink, `/shop/terminals/${terminal}/move`),
    rename: (terminal, name) =>
      ask(Done, { method: "PUT", path: `/shop/terminals/${terminal}`, body: { name } }),
    revoke: (terminal) => post(Done, `/shop/terminals/${terminal}/revoke`),
    checkTrail: () => ask(AuditCheck, { method: "GET", path: "/shop/audit/check" }),
  };
}
