/** What a piece of audio belongs to. */
export interface PieceAbout {
  /** The message whose words it says; null for what is no message, such as a filler. */
  readonly generationId: string | null;
  /** What the words are, as they were written. */
  readonly text: string;
  /** Whether it is mainly digits or letters read out. */
  readonly isReadingOut: boolean;
}

/** A piece of audio that is being made or played. */
export interface Piece extends PieceAbout {
  /** The words may come after the audio. */
  text: string;
  /** Whether nobody could say it. */
  isLost: boolean;
  /** Adds what was made of it. */
  write(samples: Int16Array): void;
  /** Says that this is all. */
  end(): void;
  /** How many samples were made of it. */
  readonly length: number;
  /** How many of them were handed out. */
  readonly taken: number;
}

/** Is told how the audio goes. */
export interface PlaybackWatch {
  /** The first sample of a piece was handed out. */
  onBegun(piece: PieceAbout): void;
  /** A piece was heard to its end, or is lost. */
  onHeard(piece: Piece): void;
}

/** A word that was cut off is one the user did not get. */
const LAST_WHOLE_WORDS = /^[^]*\s/;
/** How long a character takes to say, in seconds, where only part of a piece was made yet. */
const SECONDS_PER_CHARACTER = 0.065;

/**
 * What the agent says, on its way to the user: pieces of audio in order, handed out frame by frame, kept until they
 * were heard, so that they can be said again from where they were heard last.
 */
export class Playback {
  readonly #sampleRateHz: number;
  readonly #watch: PlaybackWatch;
  /** Those not heard to their end, oldest first. */
  #pieces: StoredPiece[] = [];
  /** The piece that is handed out now, by its place among those. */
  #current = 0;
  /** How many samples were handed out since the beginning, and how many of them were heard. */
  #sent = 0;
  #heard = 0;

  constructor(sampleRateHz: number, watch: PlaybackWatch) {
    this.#sampleRateHz = sampleRateHz;
    this.#watch = watch;
  }

  /** The place up to which audio was handed out, in samples. */
  get sent(): number {
    return this.#sent;
  }

  /** Whether everything was heard. */
  get isDone(): boolean {
    return this.#pieces.length === 0;
  }

  /** Whether something can be handed out now. */
  get hasAudio(): boolean {
    const piece = this.#pieces[this.#current];
    return piece !== undefined && (piece.available > 0 || this.#pieces[this.#current + 1] !== undefined);
  }

  /** Whether so many samples cannot be handed out yet though some can, and more of what is being said is to come. */
  isShortOf(samples: number): boolean {
    let available = 0;
    for (let index = this.#current; index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index] as StoredPiece;
      available += piece.available;
      if (available >= samples) return false;
      if (!piece.isComplete) return available > 0;
    }
    return false;
  }

  /** How many ms of audio are made and not handed out. */
  get ahead(): number {
    let samples = 0;
    for (let index = this.#current; index < this.#pieces.length; index += 1)
      samples += this.#pieces[index]?.available ?? 0;
    return (samples / this.#sampleRateHz) * 1000;
  }

  /** What is being said, or was when it was paused; null when nothing is. */
  get current(): PieceAbout | null {
    const piece = this.#pieces[this.#current];
    return piece !== undefined && piece.taken > 0 ? piece : null;
  }

  /** Puts a piece behind all others; its audio is written to what is returned. */
  open(about: PieceAbout): Piece {
    const piece = new StoredPiece(about);
    this.#pieces.push(piece);
    return piece;
  }

  /** Fills a frame from its begin. Returns how many samples there were; the rest of it is silence. */
  take(frame: Int16Array): number {
    let filled = 0;
    while (filled < frame.length) {
      const piece = this.#pieces[this.#current];
      if (piece === undefined) break;
      if (piece.taken === 0 && piece.available > 0) {
        piece.start = this.#sent;
        this.#watch.onBegun(piece);
      }
      const taken = piece.take(frame, filled);
      filled += taken;
      this.#sent += taken;
      if (filled === frame.length || !piece.isComplete) break;
      if (piece.taken === 0) piece.start = this.#sent;
      this.#current += 1;
    }
    frame.fill(0, filled);
    return filled;
  }

  /** Notes that everything before that place was heard; what was heard whole is forgotten. */
  heardUpTo(place: number): void {
    this.#heard = Math.max(this.#heard, Math.min(place, this.#sent));
    while (this.#current > 0) {
      const piece = this.#pieces[0] as StoredPiece;
      if (piece.start + piece.length > this.#heard) break;
      this.#pieces.shift();
      this.#current -= 1;
      this.#watch.onHeard(piece);
    }
    this.#dropIfWhole();
  }

  /** The last piece stays current until another follows, so it is looked at by itself. */
  #dropIfWhole(): void {
    const [piece] = this.#pieces;
    if (this.#current !== 0 || piece === undefined || !piece.isComplete || piece.available > 0) return;
    if (piece.length > 0 && piece.start + piece.length > this.#heard) return;
    this.#pieces.shift();
    this.#watch.onHeard(piece);
  }

  /** Goes back to where it was heard last, from where it is handed out again. */
  rewind(): void {
    for (const piece of this.#pieces) piece.seek(Math.max(0, this.#heard - piece.start));
    this.#current = 0;
    this.#sent = this.#heard;
  }

  /** Throws everything away that was not heard. Returns what it was, oldest first, each with its part that was heard. */
  clear(): (PieceAbout & { readonly heard: string })[] {
    const cut = this.#pieces.map((piece) => ({
      generationId: piece.generationId,
      text: piece.text,
      isReadingOut: piece.isReadingOut,
      heard: this.#heardOf(piece),
    }));
    this.#pieces = [];
    this.#current = 0;
    this.#heard = this.#sent;
    return cut;
  }

  #heardOf(piece: StoredPiece): string {
    if (piece.taken === 0) return "";
    const samples = Math.min(piece.taken, this.#heard - piece.start);
    const { text } = piece;
    const expected = piece.isComplete ? 0 : text.length * SECONDS_PER_CHARACTER * this.#sampleRateHz;
    const share = samples / Math.max(1, piece.length, expected);
    if (share >= 1) return text;
    return LAST_WHOLE_WORDS.exec(text.slice(0, Math.max(0, Math.floor(text.length * share))))?.[0].trimEnd() ?? "";
  }
}

class StoredPiece implements Piece {
  readonly generationId: string | null;
  text: string;
  isLost = false;
  readonly isReadingOut: boolean;
  /** The place of its first sample; its own only once that was handed out. */
  start = Number.POSITIVE_INFINITY;
  length = 0;
  taken = 0;
  isComplete = false;
  readonly #chunks: Int16Array[] = [];
  /** The chunk that comes next, and what was taken of it. */
  #chunk = 0;
  #offset = 0;

  constructor({ generationId, text, isReadingOut }: PieceAbout) {
    this.generationId = generationId;
    this.text = text;
    this.isReadingOut = isReadingOut;
  }

  get available(): number {
    return this.length - this.taken;
  }

  write(samples: Int16Array): void {
    if (samples.length === 0 || this.isComplete) return;
    this.#chunks.push(samples);
    this.length += samples.length;
  }

  end(): void {
    this.isComplete = true;
  }

  /** Copies as much as there is and fits behind `from`. */
  take(frame: Int16Array, from: number): number {
    let filled = from;
    while (filled < frame.length) {
      const chunk = this.#chunks[this.#chunk];
      if (chunk === undefined) break;
      const count = Math.min(chunk.length - this.#offset, frame.length - filled);
      frame.set(chunk.subarray(this.#offset, this.#offset + count), filled);
      filled += count;
      this.#offset += count;
      if (this.#offset < chunk.length) break;
      this.#chunk += 1;
      this.#offset = 0;
    }
    this.taken += filled - from;
    return filled - from;
  }

  seek(samples: number): void {
    this.taken = Math.min(samples, this.length, this.taken);
    this.#chunk = 0;
    this.#offset = this.taken;
    for (;;) {
      const chunk = this.#chunks[this.#chunk];
      if (chunk === undefined || this.#offset < chunk.length) return;
      this.#offset -= chunk.length;
      this.#chunk += 1;
    }
  }
}
