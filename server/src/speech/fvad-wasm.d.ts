/** libfvad compiled to WebAssembly; what of its C interface the platform calls. */
declare module "@echogarden/fvad-wasm" {
  /** One instance of the module, with memory of its own. */
  export interface FvadModule {
    /** The memory as samples; another view after the memory grew. */
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    /** Returns a detector's address, 0 when memory is out. */
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    /** From 0, which lets most pass for speech, to 3. Returns 0, or -1 for another mode. */
    _fvad_set_mode(detector: number, mode: number): number;
    /** Returns 0, or -1 for a rate it cannot do. */
    _fvad_set_sample_rate(detector: number, sampleRateHz: number): number;
    /** Returns 1 for speech, 0 for none, -1 for a frame that is not 10, 20 or 30 ms long. */
    _fvad_process(detector: number, samples: number, count: number): number;
  }
  export default function load(): Promise<FvadModule>;
}
