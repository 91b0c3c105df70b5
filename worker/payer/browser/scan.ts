// Reads the code on the till's screen with the phone's camera, in this page. The picture never leaves the phone.

import { pathOfCode } from "./scan/order-path.ts";
import { doing, element, says, show, tell } from "./scan/screen.ts";

/** The texts of the codes in the picture that the camera sends now. */
type Decode = () => Promise<readonly string[]>;

interface Detector {
  detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorKind {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Wider pictures take longer to read and read no better. */
const WIDTH = 640;
const AGAIN_MS = 60;
const PATIENCE_MS = 20_000;

const video = element("video") as HTMLVideoElement;
const scan = element("#scan");
const stop = element("#stop");

async function newDecoder(): Promise<Decode> {
  const native = (window as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  const formats = await native?.getSupportedFormats().catch((): string[] => []);
  if (native && formats?.includes("qr_code")) {
    const detector = new native({ formats: ["qr_code"] });
    return async () => (await detector.detect(video)).map(({ rawValue }) => rawValue);
  }
  const worker = new Worker("/near/decode.js");
  const pen = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  return () =>
    new Promise((resolve, reject) => {
      const width = Math.min(WIDTH, video.videoWidth);
      const height = Math.round((video.videoHeight * width) / video.videoWidth);
      Object.assign(pen.canvas, { width, height });
      pen.drawImage(video, 0, 0, width, height);
      const picture = pen.getImageData(0, 0, width, height);
      worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
      worker.addEventListener("error", reject, { once: true });
      worker.postMessage(picture, [picture.data.buffer]);
    });
}

/** Looks until a code of ours is in the picture or the camera is off. */
async function look(camera: MediaStream, decode: Decode): Promise<void> {
  let seen = "";
  setTimeout(() => camera.active && seen === "" && show("unfocused"), PATIENCE_MS);
  while (camera.active) {
    for (const text of await decode()) {
      const path = pathOfCode(text, location.origin);
      if (path !== null && camera.active) {
        tell(says.opening);
        camera.getTracks()[0]?.stop();
        location.assign(path);
      } else if (text !== seen) show("otherCode");
      seen = text;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function open(): Promise<void> {
  scan.hidden = true;
  let camera: MediaStream | undefined;
  const close = (): void => {
    for (const track of camera?.getTracks() ?? []) track.stop();
  };
  stop.addEventListener("click", () => {
    close();
    tell("");
  });
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = camera;
    await video.play();
    video.hidden = stop.hidden = false;
    tell(says.scanning);
    await look(camera, await newDecoder());
    // Nobody stopped it and nothing was found: the camera was taken away.
    if (doing() === says.scanning) show("cameraForbidden");
  } catch (error) {
    show((error as Error).name === "NotAllowedError" ? "cameraForbidden" : "noCamera");
  } finally {
    close();
    video.hidden = stop.hidden = true;
    scan.hidden = false;
  }
}

scan.addEventListener("click", () => void open());
