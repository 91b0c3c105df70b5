// The wallet's part of the bill page: opens, finds and pays by passkey. The server draws every state; the page's other
// script follows the order, so that what comes of a payment is shown by it.

type Json = Record<string, string>;
type Answer = { status: number; body: Json };

const post = async (path: string, body?: object): Promise<Answer> => {
  const init: RequestInit = { method: "POST" };
  if (body) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/v1/${path}`, init);
  return { status: response.status, body: (await response.json()) as Json };
};

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");

/** The parts of an authenticator's answer, under the names that they have in it. */
function answerOf(credential: Credential | null): object {
  const { id, response } = credential as unknown as {
    id: string;
    response: Record<string, ArrayBuffer>;
  };
  const parts = [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ];
  const said = parts
    .filter((part) => response[part])
    .map((part) => [part, text(response[part] as ArrayBuffer)]);
  return { id, rawId: id, type: "public-key", response: Object.fromEntries(said) as object };
}

const userVerification = "required";

/** Whether the browser itself can show the payment (Secure Payment Confirmation). */
const canShow = async (): Promise<boolean> => {
  type Asking = { securePaymentConfirmationAvailability?: () => Promise<string> };
  const { securePaymentConfirmationAvailability: ask } = (window.PaymentRequest ?? {}) as Asking;
  return (await ask?.call(PaymentRequest).catch(() => "")) === "available";
};

const found = (challenge: string, allowed: string[] = []): Promise<Credential | null> =>
  navigator.credentials.get({
    publicKey: {
      challenge: bytes(challenge),
      userVerification,
      allowCredentials: allowed.map((id) => ({ type: "public-key", id: bytes(id) })),
    },
  });

/** What the page is to have confirmed: challenge, credentials, payee, value, currency, and what the wallet is called. */
interface Asked {
  readonly c: string;
  readonly k: string[];
  readonly t: string;
  readonly v: string;
  readonly m: string;
  readonly i: string;
}

const shown = async ({ c, k, t, v, m, i }: Asked): Promise<Credential> => {
  const data = {
    action: "authenticate",
    challenge: bytes(c),
    credentialIds: k.map(bytes),
    rpId: location.hostname,
    payeeName: t,
    instrument: {
      displayName: i,
      icon: `${location.origin}/edgetill-192.png`,
      iconMustBeShown: false,
    },
  };
  const total = { label: t, amount: { currency: m, value: v } };
  const methods = [{ supportedMethods: "secure-payment-confirmation", data }];
  const response = await new PaymentRequest(methods, { total }).show();
  await response.complete("success");
  return response.details as Credential;
};

const acts: Record<string, (data: DOMStringMap) => Promise<Answer>> = {
  async open({ name = "" }) {
    const { ticket, wallet, challenge = "" } = (await post("wallets/openings")).body;
    const pay = await canShow();
    const registration = answerOf(
      await navigator.credentials.create({
        publicKey: {
          challenge: bytes(challenge),
          rp: { name: "Edgetill" },
          user: { id: new TextEncoder().encode(wallet), name, displayName: name },
          pubKeyCredParams: [-7, -257, -8].map((alg) => ({ type: "public-key", alg })),
          authenticatorSelection: {
            residentKey: "required",
            userVerification,
            ...(pay && { authenticatorAttachment: "platform" }),
          },
          extensions: (pay ? { payment: { isPayment: true } } : {}) as object,
        },
      }),
    );
    return post("wallets", { ticket, registration });
  },
  async find() {
    const { ticket, challenge = "" } = (await post("wallets/sign-ins")).body;
    return post("wallets/sessions", { ticket, assertion: answerOf(await found(challenge)) });
  },
  async pay({ bill, key, offer = "" }) {
    const asked = JSON.parse(offer) as Asked;
    const assertion = (await canShow()) ? await shown(asked) : await found(asked.c, asked.k);
    return post(`claims/${bill}/payments`, { key, assertion: answerOf(assertion) });
  },
  stop: ({ bill, key }) => post(`claims/${bill}/payments/abandon`, { key }),
  add: ({ bill, key, amount }) =>
    post("wallet/top-ups", { claim: bill, key, amount: Number(amount) }),
};

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    const act = acts[form.dataset["wallet"] ?? ""];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    const button = form.querySelector("button") as HTMLButtonElement;
    const failed = form.querySelector("[role=alert]") as HTMLElement;
    button.disabled = failed.hidden = true;
    act(form.dataset)
      .then(({ status }) => {
        // What came of a payment is the order's news, which the page follows; an offer that is spoilt is drawn anew.
        if (form.dataset["wallet"] !== "pay") location.reload();
        else if (status > 400 && status !== 402) setTimeout(() => location.reload(), 1500);
        failed.hidden = status < 300 || status === 402;
      })
      // A payer who closes the passkey's window is no failure; the same button is there again.
      .catch(({ name }) => (failed.hidden = name === "NotAllowedError" || name === "AbortError"))
      .finally(() => (button.disabled = false));
  },
  true,
);
