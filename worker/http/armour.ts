import { NONCE, secureHeaders } from "hono/secure-headers";

/** What browsers are told to refuse, on every answer. Pages get a nonce of their own each time. */
export const armour = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", NONCE, "'wasm-unsafe-eval'"],
    styleSrc: ["'self'", NONCE],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    mediaSrc: ["'self'", "blob:"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    // The policies of our own scripts: of the pages, and of /near, whose one worker needs the default one.
    trustedTypes: ["edgetill", "default"],
  },
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  permissionsPolicy: {
    geolocation: ["self"],
    microphone: ["self"],
    camera: ["self"],
    bluetooth: ["self"],
    screenWakeLock: ["self"],
    payment: ["self"],
    usb: false,
    serial: false,
  },
});
