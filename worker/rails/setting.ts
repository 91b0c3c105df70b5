/** A key or an address of the environment by its name; undefined where nobody has set it. */
export function settingOf(env: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(env, name) ? Reflect.get(env, name) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
