/** The keys by their two tones (ITU-T Q.23): rows from 697 Hz, columns from 1,209 Hz. */
const KEYS = ["123A", "456B", "789C", "*0#D"];
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1_209, 1_336, 1_477, 1_633];
/** 10 and 8 dB under the loudest tone that G.711 has: the higher one is heard less well. */
const ROW_STRENGTH = 7_100;
const COLUMN_STRENGTH = 8_900;

/** Makes the tones of a key, piece by piece. */
export class DtmfTone {
  readonly #row: number;
  readonly #column: number;
  #at = 0;

  /** Throws for what is no key: `0` to `9`, `*`, `#`, `A` to `D`. */
  constructor(key: string, sampleRateHz: number) {
    const row = KEYS.findIndex((keys) => key.length === 1 && keys.includes(key));
    if (row < 0) throw new Error(`There is no key ${key} on a telephone.`);
    const perSample = (2 * Math.PI) / sampleRateHz;
    this.#row = (ROWS[row] as number) * perSample;
    this.#column = (COLUMNS[(KEYS[row] as string).indexOf(key)] as number) * perSample;
  }

  /** Returns the next samples of it. */
  next(length: number): Int16Array {
    const start = this.#at;
    this.#at += length;
    return Int16Array.from({ length }, (_, i) =>
      Math.round(
        ROW_STRENGTH * Math.sin(this.#row * (start + i)) + COLUMN_STRENGTH * Math.sin(this.#column * (start + i)),
      ),
    );
  }
}

/** The length of what is looked at at once, in ms: a key is pressed for 40 ms at least (ITU-T Q.24), three of these. */
const BLOCK_MS = 12.75;
/** A tone softer than this is no key, in samples. */
const SOFTEST = 250;
/** How much louder one of the two tones may be, as a ratio of powers: 8 dB for the row, 6 dB for the column. */
const ROW_LOUDER = 6.3;
const COLUMN_LOUDER = 4;
/** How much louder a tone is than the others of its row or column: 8 dB. */
const STANDS_OUT = 6.3;
/** What part of all that is heard the two tones are: a voice has more besides. */
const PURITY = 0.72;

/** Hears keys in audio: by the algorithm of Goertzel, with the limits of ITU-T Q.24. Each press is told once. */
export class DtmfDetector {
  readonly #onKey: (key: string) => void;
  readonly #block: number;
  readonly #factors: readonly number[];
  readonly #states = new Float64Array(16);
  #power = 0;
  #count = 0;
  /** What the blocks before held, and what is pressed now. */
  #last: string | null = null;
  #pressed: string | null = null;

  constructor(sampleRateHz: number, onKey: (key: string) => void) {
    this.#onKey = onKey;
    this.#block = Math.round((BLOCK_MS * sampleRateHz) / 1000);
    this.#factors = [...ROWS, ...COLUMNS].map((hz) => 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz));
  }

  /** Takes the next samples. */
  take(samples: Int16Array): void {
    const states = this.#states;
    for (const sample of samples) {
      this.#power += sample * sample;
      for (let tone = 0; tone < 8; tone++) {
        const state =
          sample + (this.#factors[tone] as number) * (states[2 * tone] as number) - (states[2 * tone + 1] as number);
        states[2 * tone + 1] = states[2 * tone] as number;
        states[2 * tone] = state;
      }
      this.#count += 1;
      if (this.#count === this.#block) this.#judge();
    }
  }

  /** Two blocks in a row make a press, and two without it its end: one may lie across a beginning, or be spoilt. */
  #judge(): void {
    const heard = this.#heard();
    if (heard === this.#last && heard !== this.#pressed) {
      this.#pressed = heard;
      if (heard !== null) this.#onKey(heard);
    }
    this.#last = heard;
    this.#states.fill(0);
    this.#power = 0;
    this.#count = 0;
  }

  #heard(): string | null {
    const row = this.#loudest(0);
    const column = this.#loudest(4);
    if (row === null || column === null) return null;
    const least = (SOFTEST * this.#block) ** 2 / 4;
    const isLoud = row.power > least && column.power > least;
    const isEven = row.power < column.power * ROW_LOUDER && column.power < row.power * COLUMN_LOUDER;
    // A tone's power here is that of its samples times half their number.
    const isPure = row.power + column.power > (PURITY * this.#power * this.#block) / 2;
    return isLoud && isEven && isPure ? ((KEYS[row.place] as string)[column.place] as string) : null;
  }

  /** Returns the tone of the four from `first` on that stands out; null when none does. */
  #loudest(first: number): { readonly place: number; readonly power: number } | null {
    const powers = [0, 1, 2, 3].map((place) => this.#powerOf(first + place));
    const power = Math.max(...powers);
    const place = powers.indexOf(power);
    const standsOut = powers.every((other, at) => at === place || other * STANDS_OUT < power);
    return standsOut ? { place, power } : null;
  }

  #powerOf(tone: number): number {
    const [a, b] = [this.#states[2 * tone] as number, this.#states[2 * tone + 1] as number];
    return a * a + b * b - (this.#factors[tone] as number) * a * b;
  }
}
