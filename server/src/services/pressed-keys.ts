import { isEntryWhole, keysMessage } from "../domain/keys-pressed.ts";

/** After so long without another key what was pressed is an entry, in ms. */
const PAUSE = 3_000;

/** Gathers the keys that somebody presses on the telephone to entries: up to `#`, or up to a pause. */
export class PressedKeys {
  readonly #onEntry: (text: string) => void;
  #keys = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(onEntry: (text: string) => void) {
    this.#onEntry = onEntry;
  }

  /** Takes a key. */
  press(digit: string): void {
    clearTimeout(this.#timer);
    this.#keys += digit;
    if (isEntryWhole(this.#keys)) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), PAUSE);
  }

  /** Forgets what was pressed: the call is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#keys = "";
  }

  #tell(): void {
    const text = keysMessage(this.#keys);
    this.#keys = "";
    this.#onEntry(text);
  }
}
