import type { Ceremony, SignedUp } from "../../worker/contract/owner.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { Answer } from "../api/call.ts";
import type { Admission, OwnerApi, ShopWish } from "./owner-api.ts";
import type { PasskeyFault, Passkeys } from "./passkeys.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

type Outcome<Value> = Promise<Result<Value, Trouble>>;

/** Opens a shop: a challenge, a new passkey for it, and the shop. */
export const signUp = (
  api: OwnerApi,
  passkeys: Passkeys,
  shop: ShopWish,
  admission: Admission,
): Outcome<SignedUp> =>
  ceremony(
    api.signUpOptions(shop.name, admission),
    (options) => passkeys.make(options),
    (ticket, passkey) => api.signUp(ticket, passkey, shop),
  );

/** Signs in by whichever passkey the device has for us: it brings the shop's name along. */
export const signIn = (api: OwnerApi, passkeys: Passkeys): Outcome<object> =>
  ceremony(
    api.signInOptions(),
    (options) => passkeys.show(options),
    (ticket, assertion) => api.signIn(ticket, assertion),
  );

/** One more passkey for whoever is signed in. */
export const addPasskey = (api: OwnerApi, passkeys: Passkeys): Outcome<object> =>
  ceremony(
    api.passkeyOptions(),
    (options) => passkeys.make(options),
    (ticket, passkey) => api.addPasskey(ticket, passkey),
  );

async function ceremony<Value>(
  asked: Promise<Answer<Ceremony>>,
  act: (options: object) => Promise<Result<object, PasskeyFault>>,
  send: (ticket: string, passkey: object) => Promise<Answer<Value>>,
): Outcome<Value> {
  const begun = await asked;
  if (!begun.ok) return refuse(troubleOf(begun.failure));
  const { ticket, options } = begun.value;
  const shown = await act(options);
  if (!shown.ok) return shown;
  const sent = await send(ticket, shown.value);
  return sent.ok ? ok(sent.value) : refuse(troubleOf(sent.failure));
}
