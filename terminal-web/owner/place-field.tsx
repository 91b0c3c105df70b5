import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Position } from "../../worker/contract/place.ts";
import { createLocator } from "../device/locator.ts";
import type { LocateFault } from "../state/place-desk.ts";
import { metresText } from "../view/metres-text.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";
import type { ShopWish } from "./owner-api.ts";

interface PlaceFieldProps {
  readonly words: OwnerPhrases;
  readonly locale: string;
  readonly onPlace: (place: ShopWish["place"]) => void;
}

const locate = createLocator(navigator.geolocation, isSecureContext);

/** Where the shop is, if the owner likes: from the device, in one tap, or not now. */
export function PlaceField({ words, locale, onPlace }: PlaceFieldProps): JSX.Element {
  const position = useSignal<Position | null>(null);
  const fault = useSignal<LocateFault | null>(null);
  const isLooking = useSignal(false);

  async function look(): Promise<void> {
    isLooking.value = true;
    const located = await locate();
    isLooking.value = false;
    fault.value = located.ok ? null : located.reason;
    take(located.ok ? located.value : null);
  }
  function take(found: Position | null): void {
    position.value = found;
    onPlace(found && { latitude: found.latitude, longitude: found.longitude });
  }

  return (
    <fieldset class="place">
      <legend>{words.place}</legend>
      {position.value ? (
        <>
          <p role="status">{words.placeSet(metresText(position.value.accuracy, locale))}</p>
          <button type="button" class="button small" onClick={() => take(null)}>
            {words.placeForget}
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            class="button small"
            disabled={isLooking.value}
            onClick={() => void look()}
          >
            {isLooking.value ? words.placeLooking : words.placeUse}
          </button>
          <p class="soft" role="status">
            {fault.value ? words.placeFaults[fault.value] : words.placeText}
          </p>
        </>
      )}
    </fieldset>
  );
}
