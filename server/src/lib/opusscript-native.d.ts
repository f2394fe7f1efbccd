/** libopus 1.4 as opusscript carries it; its own layer above is passed by, since it writes at twice its addresses. */
declare module "opusscript/build/opusscript_native_wasm.js" {
  /** An encoder and a decoder. What they return is a count, or one of libopus' errors, below 0. */
  interface OpusHandler {
    _encode(pcm: number, bytes: number, packet: number, samples: number): number;
    _decode(packet: number, bytes: number, pcm: number): number;
    _encoder_ctl(request: number, value: number): number;
  }
  interface OpusNative {
    readonly OpusScriptHandler: {
      new (sampleRateHz: number, channels: number, application: number): OpusHandler;
      destroy_handler(handler: OpusHandler): void;
    };
    readonly HEAP16: Int16Array;
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
  }
  export default function load(): OpusNative;
}
