/** The names under which the worklet's processors are registered. */
export const CAPTURE = "operator-capture";
export const PLAYBACK = "operator-playback";

/** What the page tells the playback in the worklet; it is answered by a `PlaybackStatus`. The capture takes no orders. */
export type PlaybackOrder =
  | { type: "put"; samples: Float32Array<ArrayBuffer> }
  | { type: "clear" }
  | { type: "reset"; line: number };
