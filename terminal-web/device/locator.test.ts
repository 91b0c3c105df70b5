import { describe, it } from "vitest";
import { createLocator } from "./locator.ts";

/** A device's geolocation that answers with a position, or with an error's code. */
function geolocation(answer: Partial<GeolocationCoordinates> | number) {
  const asked: (PositionOptions | undefined)[] = [];
  const door = {
    getCurrentPosition(
      found: (position: GeolocationPosition) => void,
      failed: (error: GeolocationPositionError) => void,
      options?: PositionOptions,
    ) {
      asked.push(options);
      if (typeof answer === "number") failed({ code: answer } as GeolocationPositionError);
      else found({ coords: answer } as GeolocationPosition);
    },
  } as Geolocation;
  return { door, asked };
}

describe("the device's place", () => {
  it("comes with its accuracy and nothing else, freshly measured", async ({ expect }) => {
    const { door, asked } = geolocation({ latitude: 1, longitude: 2, accuracy: 3, altitude: 4 });
    const position = { latitude: 1, longitude: 2, accuracy: 3 };
    expect(await createLocator(door, true)()).toEqual({ ok: true, value: position });
    expect(asked).toMatchObject([{ enableHighAccuracy: true, maximumAge: 0 }]);
  });

  it.for([
    [1, "not-allowed"],
    [2, "unavailable"],
    [3, "timeout"],
    [9, "unavailable"],
  ] as const)("is not told by error %d: %s", async ([code, reason], { expect }) => {
    const { door } = geolocation(code);
    expect(await createLocator(door, true)()).toEqual({ ok: false, reason });
  });

  it("is not asked for where the page or the browser cannot", async ({ expect }) => {
    const { door, asked } = geolocation(1);
    expect(await createLocator(door, false)()).toEqual({ ok: false, reason: "insecure" });
    expect(await createLocator(undefined, true)()).toEqual({ ok: false, reason: "unsupported" });
    expect(asked).toEqual([]);
  });
});
