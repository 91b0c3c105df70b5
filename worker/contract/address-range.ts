/** The range that one site usually has: 24 bits of an IPv4 address, 48 of an IPv6 one. */
export function rangeOf(address: string): string {
  if (!address.includes(":")) return address.split(".").slice(0, 3).join(".");
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing =
    tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  const whole = [
    ...groups,
    ...Array.from({ length: missing }, () => "0"),
    ...(tail ? tail.split(":") : []),
  ];
  return whole
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
