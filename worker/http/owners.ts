import { type Context, Hono } from "hono";
import { base64url } from "jose";
import { core } from "../../wasm/worker.ts";
import {
  AddPasskey,
  type Ceremony,
  EndSession,
  SignIn,
  SignInByCode,
  type SignUpDoor,
  SignUp,
  SignUpOptions,
  type SignedUp,
  signUpModeOf,
} from "../contract/owner.ts";
import { Directory } from "../directory/directory.ts";
import { type MerchantId, isMerchantId } from "../domain/capability.ts";
import { creationOptions, requestOptions } from "../passkey/ceremony.ts";
import type { Expectation } from "../passkey/passkey.ts";
import { verifyRegistration } from "../passkey/verify-passkey.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import { type AnsweredChallenge, challengeOf, newChallenge } from "./challenge.ts";
import { domain } from "./domain.ts";
import { type Host, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { letIn, mayJoin } from "./sign-up-policy.ts";
import { dropSession, owner, sessionIn, setSession } from "./session.ts";

/** What follows the merchant's eight bytes in a passkey's handle: which owner. */
const HANDLE_BYTES = 24;

/** How owners come in. The passkey brings the merchant's name along, so nobody is looked up. */
export const owners = new Hono<Host>()
  .get("/sign-ups", async (c) => {
    const isKnown = (await sessionIn(c)) !== null;
    const door = {
      signUp: signUpModeOf(c.env.SIGN_UP),
      practises: c.env.SANDBOX === "on",
      isKnown,
    };
    return c.json(door satisfies SignUpDoor);
  })
  .post("/sign-ups/options", domain, body(SignUpOptions), async (c) => {
    const { name, invitation, isMeant = false } = c.req.valid("json");
    const permitted = await mayJoin(c.env, invitation ?? null, Date.now());
    if (!permitted.ok) return problem(c, permitted.reason);
    const isAlike = !isMeant && (await new Directory(c.env.DIRECTORY).looksLikeAnother(name));
    if (isAlike) return problem(c, "name-alike");
    const handle = crypto.getRandomValues(new Uint8Array(HANDLE_BYTES));
    const about = JSON.stringify([base64url.encode(handle), invitation ?? null]);
    const { ticket, challenge } = await newChallenge("sign-up", about);
    const account = { account: name, handle, known: [] };
    return ceremony(c, ticket, await creationOptions(c.var.site, account, challenge));
  })
  .post("/sign-ups", domain, body(SignUp), async (c) => {
    const { ticket, passkey: made, shop } = c.req.valid("json");
    const challenge = await challengeOf(ticket, "sign-up");
    const passkey = challenge && (await verifyRegistration(made, expectationOf(c, challenge)));
    if (!passkey) return problem(c, "unauthenticated");
    const [handleText, invitation] = JSON.parse(challenge.about) as [string, string | null];
    const handle = new Uint8Array(base64url.decode(handleText));
    const permitted = await letIn(c.env, invitation, Date.now());
    if (!permitted.ok) return problem(c, permitted.reason);
    const id = merchantIn(handle);
    const joined = await merchantOf(c.env, id).open(id, shop, handle, passkey);
    if (!joined.ok) return problem(c, joined.reason);
    await new Directory(c.env.DIRECTORY).enter(id, shop.name, Date.now());
    const { session, recoveryCodes, enrolment, merchant } = joined.value;
    await setSession(c, session);
    const terminalLink = `${originOf(c)}/terminal#${enrolment}`;
    return c.json({ merchant, recoveryCodes, terminalLink } satisfies SignedUp, 201);
  })
  .post("/sign-ins/options", domain, async (c) => {
    const { ticket, challenge } = await newChallenge("sign-in");
    return ceremony(c, ticket, await requestOptions(c.var.site, challenge));
  })
  .post("/sign-ins", domain, body(SignIn), async (c) => {
    const { ticket, assertion } = c.req.valid("json");
    const challenge = await challengeOf(ticket, "sign-in");
    const handle = assertion.response.userHandle;
    if (!challenge || !handle) return problem(c, "unauthenticated");
    const id = merchantIn(base64url.decode(handle));
    const signed = await merchantOf(c.env, id).signIn(
      expectationOf(c, challenge),
      assertion,
      challenge,
    );
    if (signed.ok) await setSession(c, signed.value);
    return signed.ok ? c.json({}, 201) : problem(c, signed.reason);
  })
  .post("/sign-ins/code", body(SignInByCode), async (c) => {
    const { code } = c.req.valid("json");
    const signed = await merchantOf(c.env, code.merchant).signInByCode(code);
    if (signed.ok) await setSession(c, signed.value);
    return signed.ok ? c.json({}, 201) : problem(c, signed.reason);
  })
  .post("/sessions/end", owner, body(EndSession), async (c) => {
    const { session } = c.var;
    const merchant = merchantOf(c.env, session.merchant);
    dropSession(c);
    if (!c.req.valid("json").everywhere) {
      await merchant.signOut(session);
      return c.json({});
    }
    return answer(c, await merchant.signOutEverywhere(session));
  })
  .post("/passkeys/options", domain, owner, async (c) => {
    const { session } = c.var;
    const account = await merchantOf(c.env, session.merchant).passkeyAccount(session);
    if (!account.ok) return problem(c, account.reason);
    const { ticket, challenge } = await newChallenge("passkey", session.merchant);
    return ceremony(c, ticket, await creationOptions(c.var.site, account.value, challenge));
  })
  .post("/passkeys", domain, owner, body(AddPasskey), async (c) => {
    const { session } = c.var;
    const { ticket, passkey: made } = c.req.valid("json");
    const challenge = await challengeOf(ticket, "passkey");
    const isOurs = challenge?.about === session.merchant;
    const passkey = isOurs && (await verifyRegistration(made, expectationOf(c, challenge)));
    if (!passkey) return problem(c, "unauthenticated");
    return answer(
      c,
      await merchantOf(c.env, session.merchant).addPasskey(session, passkey, challenge),
      201,
    );
  });

const expectationOf = (c: Context<Host>, { text }: AnsweredChallenge): Expectation => ({
  ...c.var.site,
  challenge: text,
});

function merchantIn(handle: Uint8Array): MerchantId {
  const id = core.encode32(handle.subarray(0, 8));
  if (!isMerchantId(id)) throw new RangeError("eight bytes name a merchant");
  return id;
}

const ceremony = (c: Context<Host>, ticket: string, options: object): Response =>
  c.json({ ticket, options: { ...options } } satisfies Ceremony);
