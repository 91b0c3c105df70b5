import fc from "fast-check";
import { describe, it } from "vitest";
import { advertisementOf, invitation, uidFrame, urlFrame } from "./frames.ts";
import { ORDER } from "./profile.ts";
import { hear, readFrame } from "./test-frames.ts";

const NAMESPACE = "00112233445566778899";
const HANDLE = "aabbccddeeff";

/** A frame as a beacon sends it: with the power put in after the type. */
const sent = ([type = 0, ...rest]: Uint8Array, power = 0): Uint8Array =>
  Uint8Array.of(type, power, ...rest);

const hexOf = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((all) => Array.from(all, (byte) => byte.toString(16).padStart(2, "0")).join(""));

/** Addresses made of what the encoding shortens, what looks nearly like it, and anything else that a URL may have. */
const addresses = fc
  .tuple(
    fc.constantFrom("http://", "https://", "http://www.", "https://www."),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          ".com/",
          ".com",
          ".info",
          ".org/",
          ".co",
          ".",
          "/",
          "N/",
          ".gov.uk",
          "www.",
        ),
        fc.stringMatching(/^[!-~]{1,4}$/),
      ),
      { maxLength: 12 },
    ),
  )
  .map(([scheme, parts]) => scheme + parts.join(""));

describe("a UID frame", () => {
  it("is read by the specification as the namespace and the instance that went in", ({
    expect,
  }) => {
    expect(readFrame(sent(uidFrame(NAMESPACE, HANDLE), 0xd8))).toEqual({
      type: "uid",
      power: -40,
      namespace: NAMESPACE,
      instance: HANDLE,
    });
  });

  it("is made of nothing else than ten and six bytes in lower-case hexadecimal", ({ expect }) => {
    for (const [namespace, instance] of [
      ["", HANDLE],
      [NAMESPACE.slice(2), HANDLE],
      [`${NAMESPACE}00`, HANDLE],
      [NAMESPACE, HANDLE.slice(2)],
      [NAMESPACE, `${HANDLE}00`],
      [NAMESPACE, HANDLE.toUpperCase()],
      [NAMESPACE, "gggggggggggg"],
    ] as const) {
      expect(() => uidFrame(namespace, instance)).toThrow(RangeError);
    }
  });
});

describe("a URL frame", () => {
  it("shortens scheme and domain as the specification's tables say", ({ expect }) => {
    expect(urlFrame("https://www.example.com/")).toEqual(
      Uint8Array.of(0x10, 0x01, ...new TextEncoder().encode("example"), 0x00),
    );
    expect(urlFrame("http://a.gov")).toEqual(Uint8Array.of(0x10, 0x02, 0x61, 0x0d));
    expect(urlFrame("https://goo.gl/S6zT6P")).toHaveLength(2 + "goo.gl/S6zT6P".length);
  });

  it("is there while the address fits 17 bytes after the scheme, and not with one more", ({
    expect,
  }) => {
    const handle = `N/${HANDLE}`;
    expect(urlFrame(`https://ab.com/${handle}`)).toHaveLength(2 + 17);
    expect(urlFrame(`https://abc.com/${handle}`)).toBeNull();
    expect(urlFrame(`https://${"x".repeat(17)}`)).toHaveLength(19);
    expect(urlFrame(`https://${"x".repeat(18)}`)).toBeNull();
  });

  it("is not made of what is no web address in printable ASCII", ({ expect }) => {
    for (const url of [
      "",
      "ftp://a.b",
      "HTTPS://A.B",
      "https://a b",
      "https://a\u007f",
      "https://é",
      "https://a\n",
    ])
      expect([url, urlFrame(url)]).toEqual([url, null]);
  });

  it("is read by the specification as the address that went in, whatever address fits (20,000 of them)", ({
    expect,
  }) => {
    let fitted = 0;
    fc.assert(
      fc.property(addresses, (url) => {
        const frame = urlFrame(url);
        if (frame === null) return;
        fitted += 1;
        const heard = readFrame(sent(frame));
        expect(heard?.type === "url" && heard.url).toBe(url);
      }),
      { numRuns: 20_000, seed: 42 },
    );
    expect(fitted).toBeGreaterThan(6_000);
  });
});

describe("an advertisement", () => {
  it("carries the flags, the Eddystone service and the frame with the power that it is sent with", ({
    expect,
  }) => {
    const packet = advertisementOf(uidFrame(NAMESPACE, HANDLE), -20);
    expect(packet).toHaveLength(31);
    expect(hear(packet)).toEqual({
      flags: 0x06,
      services16: ["feaa"],
      services128: [],
      name: null,
      frame: { type: "uid", power: -20, namespace: NAMESPACE, instance: HANDLE },
    });
  });

  it("holds the longest address that a frame takes", ({ expect }) => {
    const frame = urlFrame(`https://${"x".repeat(17)}`);
    const packet = frame && advertisementOf(frame, 4);
    expect(packet).toHaveLength(31);
    expect(packet && hear(packet)?.frame).toEqual({
      type: "url",
      power: 4,
      url: `https://${"x".repeat(17)}`,
    });
  });

  it("invites to our service under as much of the terminal's name as there is room for", ({
    expect,
  }) => {
    for (const [name, heardName] of [
      ["Till 1", "Till 1"],
      ["Edgetill", "Edgetill"],
      ["Corner Bakery", "Corner B"],
      ["收款机一号", "收款"],
      ["", ""],
    ]) {
      const packet = invitation(ORDER.service, name ?? "");
      expect(packet.length).toBeLessThanOrEqual(31);
      const { services128, name: found } = hear(packet) ?? {};
      expect([services128, found]).toEqual([[ORDER.service], heardName]);
    }
  });
});

describe("the tests' reader of frames", () => {
  const frames = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    // Good ones that were cut, lengthened or damaged in one byte.
    fc
      .tuple(hexOf(10), hexOf(6), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 4 }), fc.nat())
      .map(([namespace, handle, cut, tail, at]) => {
        const whole = advertisementOf(uidFrame(namespace, handle), -4);
        whole[at % whole.length] = (whole[at % whole.length] ?? 0) ^ (1 << (at % 8));
        return Uint8Array.of(...whole.subarray(0, cut), ...tail);
      }),
  );

  it("takes every damaged, cut and lengthened packet without an error, and none for more than it is (100,000)", ({
    expect,
  }) => {
    let understood = 0;
    fc.assert(
      fc.property(frames, (packet) => {
        const frame = hear(packet)?.frame;
        if (!frame) return;
        understood += 1;
        // Whatever is understood, the encoder makes the same frame of it again.
        const again =
          frame.type === "uid" ? uidFrame(frame.namespace, frame.instance) : urlFrame(frame.url);
        const read = again && readFrame(sent(again, frame.power));
        expect(read).toEqual(frame);
      }),
      { numRuns: 100_000, seed: 7 },
    );
    expect(understood).toBeGreaterThan(1_000);
  }, 30_000);
});
