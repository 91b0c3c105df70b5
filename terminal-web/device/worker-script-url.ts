interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/**
 * Under `require-trusted-types-for 'script'` a service worker's address has to come from a policy: this one knows a
 * single address. To be called once in a page.
 */
export function workerScriptUrl(script: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return script;
  const policy = trustedTypes.createPolicy("edgetill", { createScriptURL: () => script });
  return policy.createScriptURL(script);
}
