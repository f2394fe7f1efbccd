/** The filter that parts 16 kHz into two bands and joins them again (ITU-T G.722, table 11): one half, the other is its mirror. */
const QMF = Int16Array.of(3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11);
const QMF_TAPS = 24;

/** Decision levels of the lower band's quantizer of 6 bits, and its codes for either sign (tables 13 and 14). */
const LOW_LEVELS = Int16Array.of(
  0,
  35,
  72,
  110,
  150,
  190,
  233,
  276,
  323,
  370,
  422,
  473,
  530,
  587,
  650,
  714,
  786,
  858,
  940,
  1023,
  1121,
  1219,
  1339,
  1458,
  1612,
  1765,
  1980,
  2195,
  2557,
  2919,
);
const LOW_NEGATIVE = Uint8Array.of(0, 63, 62, ...countdown(31, 4), 0);
const LOW_POSITIVE = Uint8Array.of(0, ...countdown(61, 32), 0);

/** What the codes of 6, of 4 and of 2 bits stand for, in parts of the scale factor (tables 15 to 17). */
const LOW_SIZES = [
  24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464,
  4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728,
];
const LOW_VALUES = Int16Array.from([
  ...[-136, -136, -136, -136],
  ...LOW_SIZES.map((size) => -size),
  ...LOW_SIZES,
  ...[432, 136, -432, -136],
]);
const LOW_ROUGH_VALUES = Int16Array.of(
  0,
  -20456,
  -12896,
  -8968,
  -6288,
  -4240,
  -2584,
  -1200,
  20456,
  12896,
  8968,
  6288,
  4240,
  2584,
  1200,
  0,
);
const HIGH_VALUES = Int16Array.of(-7408, -1616, 7408, 1616);

/** How the scale factor, as a logarithm, follows a code of the lower band and one of the higher (tables 18 to 20). */
const LOW_STEPS = Int16Array.of(-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60);
const HIGH_STEPS = Int16Array.of(798, -214, 798, -214);
const LOW_LARGEST = 18_432;
const HIGH_LARGEST = 22_528;
/** Between the two levels of the higher band. */
const HIGH_LEVEL = 564;

/** Powers of two, 2048 times 2 to the 0/32 … 31/32 (table 12). */
const POWERS = Int16Array.from({ length: 32 }, (_, place) => Math.floor(2048 * 2 ** (place / 32) + 0.5));

function countdown(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, place) => from - place);
}

function saturate(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}

/** One band's adaptive predictor and scale factor: encoder and decoder keep the same (section 6.2). */
class Band {
  /** What the next sample is expected to be. */
  expected = 0;
  /** The scale factor of the quantizer. */
  scale: number;
  #logScale = 0;
  #zeroPart = 0;
  /** The last reconstructed and partially reconstructed samples. */
  #r1 = 0;
  #r2 = 0;
  #p1 = 0;
  #p2 = 0;
  #a1 = 0;
  #a2 = 0;
  readonly #differences = new Int32Array(6);
  readonly #b = new Int32Array(6);

  constructor(scale: number) {
    this.scale = scale;
  }

  /** Lets the scale factor follow a code: `step` of its table, `shift` of its band. */
  rescale(step: number, largest: number, shift: number): void {
    const log = ((this.#logScale * 127) >> 7) + step;
    this.#logScale = log < 0 ? 0 : log > largest ? largest : log;
    const places = shift - (this.#logScale >> 11);
    const power = POWERS[(this.#logScale >> 6) & 31] as number;
    this.scale = (places < 0 ? power << -places : power >> places) << 2;
  }

  /** Takes the quantized difference to what was expected, and adapts (blocks 4L and 4H). */
  adapt(difference: number): void {
    const partial = saturate(this.#zeroPart + difference);
    const reconstructed = saturate(this.expected + difference);
    this.#adaptPoles(partial);
    this.#adaptZeros(difference);
    this.#r2 = this.#r1;
    this.#r1 = reconstructed;
    this.#p2 = this.#p1;
    this.#p1 = partial;
    const poles = saturate(
      (Math.imul(this.#a1, saturate(this.#r1 << 1)) >> 15) + (Math.imul(this.#a2, saturate(this.#r2 << 1)) >> 15),
    );
    this.expected = saturate(poles + this.#zeroPart);
  }

  #adaptPoles(partial: number): void {
    const isLikeLast = partial >> 15 === this.#p1 >> 15;
    const isLikeSecond = partial >> 15 === this.#p2 >> 15;
    const turn = saturate(this.#a1 << 2);
    const lean = isLikeLast ? Math.min(-turn, 32_767) : turn;
    const second = (lean >> 7) + (isLikeSecond ? 128 : -128) + (Math.imul(this.#a2, 32_512) >> 15);
    this.#a2 = second > 12_288 ? 12_288 : second < -12_288 ? -12_288 : second;
    const first = saturate((isLikeLast ? 192 : -192) + (Math.imul(this.#a1, 32_640) >> 15));
    const most = saturate(15_360 - this.#a2);
    this.#a1 = first > most ? most : first < -most ? -most : first;
  }

  #adaptZeros(difference: number): void {
    const [b, differences] = [this.#b, this.#differences];
    const step = difference === 0 ? 0 : 128;
    const sign = difference >> 15;
    let sum = 0;
    for (let i = 5; i >= 0; i--) {
      const old = differences[i] as number;
      const factor = saturate((old >> 15 === sign ? step : -step) + (Math.imul(b[i] as number, 32_640) >> 15));
      b[i] = factor;
      const next = i === 0 ? difference : (differences[i - 1] as number);
      differences[i] = next;
      sum += Math.imul(factor, saturate(next << 1)) >> 15;
    }
    this.#zeroPart = saturate(sum);
  }
}

function newBands(): readonly [low: Band, high: Band] {
  return [new Band(32), new Band(8)];
}

/** The last samples, then the next ones: so many at a time, so that they need not be moved for each. */
class Window {
  static readonly #AT_ONCE = 320;
  readonly samples = new Int32Array(QMF_TAPS - 2 + Window.#AT_ONCE);
  #at = 0;
  sumOdd = 0;
  sumEven = 0;

  /** Takes two samples and weighs the last 24, the odd ones and the even ones by themselves. */
  take(first: number, second: number): void {
    const { samples } = this;
    if (this.#at === Window.#AT_ONCE) {
      samples.copyWithin(0, this.#at);
      this.#at = 0;
    }
    const at = this.#at;
    samples[at + QMF_TAPS - 2] = first;
    samples[at + QMF_TAPS - 1] = second;
    let odd = 0;
    let even = 0;
    for (let tap = 0; tap < 12; tap++) {
      odd += Math.imul(samples[at + 2 * tap] as number, QMF[tap] as number);
      even += Math.imul(samples[at + 2 * tap + 1] as number, QMF[11 - tap] as number);
    }
    this.sumOdd = odd;
    this.sumEven = even;
    this.#at = at + 2;
  }
}

/** Codes one voice of 16 kHz as 64 kbit/s, a byte for two samples (ITU-T G.722, mode 1). */
export class G722Encoder {
  readonly #bands = newBands();
  readonly #window = new Window();

  /** Writes the bytes of an even number of samples from `start` on; returns how many. */
  encode(samples: Int16Array, target: Uint8Array, start: number): number {
    const count = samples.length >> 1;
    const window = this.#window;
    for (let i = 0; i < count; i++) {
      window.take(samples[2 * i] as number, samples[2 * i + 1] as number);
      const high = this.#codeHigh((window.sumEven - window.sumOdd) >> 14);
      target[start + i] = (high << 6) | this.#codeLow((window.sumEven + window.sumOdd) >> 14);
    }
    return count;
  }

  #codeLow(sample: number): number {
    const low = this.#bands[0];
    const error = saturate(sample - low.expected);
    const size = error >= 0 ? error : ~error;
    // By halving: the first level that the error stays under.
    let level = 1;
    for (let end = LOW_LEVELS.length; level < end; ) {
      const middle = (level + end) >> 1;
      if (size < ((LOW_LEVELS[middle] as number) * low.scale) >> 12) end = middle;
      else level = middle + 1;
    }
    const code = (error < 0 ? LOW_NEGATIVE : LOW_POSITIVE)[level] as number;
    follow(low, code);
    return code;
  }

  #codeHigh(sample: number): number {
    const high = this.#bands[1];
    const error = saturate(sample - high.expected);
    const isLarge = (error >= 0 ? error : ~error) >= (HIGH_LEVEL * high.scale) >> 12;
    const code = (error < 0 ? 0 : 2) + (isLarge ? 0 : 1);
    followHigh(high, code);
    return code;
  }
}

/** Turns what a `G722Encoder` wrote, or another one, into samples of 16 kHz. */
export class G722Decoder {
  readonly #bands = newBands();
  readonly #window = new Window();

  /** Returns two samples for each byte. Any bytes make a sound. */
  decode(bytes: Uint8Array): Int16Array {
    const samples = new Int16Array(bytes.length * 2);
    const window = this.#window;
    for (let i = 0; i < bytes.length; i++) {
      const low = this.#low((bytes[i] as number) & 63);
      const high = this.#high((bytes[i] as number) >> 6);
      window.take(low + high, low - high);
      samples[2 * i] = saturate(window.sumEven >> 11);
      samples[2 * i + 1] = saturate(window.sumOdd >> 11);
    }
    return samples;
  }

  #low(code: number): number {
    const low = this.#bands[0];
    const sample = low.expected + ((low.scale * (LOW_VALUES[code] as number)) >> 15);
    follow(low, code);
    return withinBand(sample);
  }

  #high(code: number): number {
    const high = this.#bands[1];
    const sample = high.expected + ((high.scale * (HIGH_VALUES[code] as number)) >> 15);
    followHigh(high, code);
    return withinBand(sample);
  }
}

/** The predictor goes by 4 of the 6 bits, so that a network may take the other two for data. */
function follow(low: Band, code: number): void {
  const rough = code >> 2;
  const difference = (low.scale * (LOW_ROUGH_VALUES[rough] as number)) >> 15;
  low.rescale(LOW_STEPS[rough] as number, LOW_LARGEST, 8);
  low.adapt(difference);
}

function followHigh(high: Band, code: number): void {
  const difference = (high.scale * (HIGH_VALUES[code] as number)) >> 15;
  high.rescale(HIGH_STEPS[code] as number, HIGH_LARGEST, 10);
  high.adapt(difference);
}

/** Each band has 15 bits. */
function withinBand(sample: number): number {
  return sample > 16_383 ? 16_383 : sample < -16_384 ? -16_384 : sample;
}
