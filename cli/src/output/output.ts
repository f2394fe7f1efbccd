import { presentable, presentableJson } from "./presentable.ts";
import { rendered } from "./style.ts";

/** The part of a stream that is written to. */
export interface Sink {
  write(chunk: string | Uint8Array): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** One of the two outputs. Nothing that is written reaches the terminal as anything but text and our own styles. */
export interface Output {
  /** Whether a person reads along. */
  readonly isTerminal: boolean;
  /** Whether styles are shown. */
  readonly hasColour: boolean;
  /** How many columns there are; infinite when nobody's screen has an edge there. */
  readonly width: number;
  /** Writes text as it is, without a line's end. Escape codes in it are shown, not obeyed; styles of `style.ts` work. */
  write(text: string): void;
  /** Writes a line, or several. */
  line(text?: string): void;
  /** Writes one JSON document, indented. */
  json(value: unknown): void;
  /** Writes one JSON document on a line of its own, for streams. */
  jsonLine(value: unknown): void;
  /** Writes bytes as they are, for recordings and the like. */
  raw(bytes: Uint8Array): void;
}

/** Makes an output of a stream. `wantsColour` says whether colours are wanted, where it is a terminal. */
export function outputTo(sink: Sink, wantsColour: boolean): Output {
  const isTerminal = sink.isTTY === true;
  const hasColour = wantsColour && isTerminal;
  const write = (text: string) => {
    if (text !== "") sink.write(rendered(presentable(text), hasColour));
  };
  return {
    isTerminal,
    hasColour,
    // The window may be drawn larger or smaller meanwhile.
    get width() {
      return isTerminal ? (sink.columns ?? 80) : Number.POSITIVE_INFINITY;
    },
    write,
    line: (text = "") => write(`${text}\n`),
    json: (value) => void sink.write(`${presentableJson(value, 2)}\n`),
    jsonLine: (value) => void sink.write(`${presentableJson(value)}\n`),
    raw: (bytes) => void sink.write(bytes),
  };
}
