interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

const { trustedTypes } = globalThis as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};
const rules: Policy = { createHTML: (text) => text, createScriptURL: (url) => url };

/** The one policy that our content security policy lets a page have: what goes through here is our own server's. */
export const trusted: Policy = trustedTypes?.createPolicy("edgetill", rules) ?? rules;
