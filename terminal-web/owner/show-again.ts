import { signIn } from "./ceremonies.ts";
import type { SectionProps } from "./section.ts";
import type { Trouble } from "./trouble.ts";

/**
 * Shows the passkey once more: some changes want one that was shown in these minutes. Whoever has two shops may show the
 * other's: then that one is on the screen, and nothing of it is changed.
 */
export async function showAgain({
  inside,
  api,
  passkeys,
  tell,
  outcomeOf,
}: SectionProps): Promise<Trouble | null> {
  const shown = await signIn(api, passkeys);
  if (!shown.ok) return shown.reason;
  const view = await api.office();
  if (!view.ok) return outcomeOf(view);
  tell({ type: "viewed", view: view.value, byCode: false });
  return view.value.merchant.id === inside.view.merchant.id ? null : "other-shop";
}
