// Modules that bring no types of their own.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "qrcode" {
  interface Segment {
    data: string;
    mode: "alphanumeric";
  }
  interface Options {
    errorCorrectionLevel: "M";
    margin?: number;
    type?: "svg";
  }
  const qrcode: {
    create(segments: Segment[], options: Options): { modules: { size: number; data: Uint8Array } };
    toString(segments: Segment[], options: Options): Promise<string>;
  };
  export default qrcode;
}
