import { connect, type NetConnectOpts, type Socket } from "node:net";
import WebSocket from "ws";
import { callerIn, DIALOGUE, sharedNow } from "./dialogue.ts";
import { AnswerGrid, type Lateness, noteLateness } from "./lateness.ts";
import { HISS, VOICE } from "./sound.ts";
import { FRAME_MS } from "../../server/src/domain/audio.ts";

/** Of PCMU, in which the calls are. */
const BYTES_PER_MS = 8;
/** Any key that is not 0 costs the platform the same to take off. */
const MASK = [0x5a, 0xc3, 0x17, 0x88] as const;

/**
 * Lays out a binary message of 126 to 65,535 bytes as a client's frame (RFC 6455, section 5.2). The callers say the same
 * few frames over and over; to mask them anew each time would take from the machine what is measured on it.
 */
function clientFrame(payload: Buffer): Buffer {
  const masked = payload.map((byte, index) => byte ^ (MASK[index % 4] as number));
  return Buffer.concat([Buffer.of(0x82, 0x80 | 126, payload.length >> 8, payload.length & 0xff, ...MASK), masked]);
}

const SILENCE = HISS.map(clientFrame);
const SPEECH = VOICE.map(clientFrame);

/** What a turn's times were, as the platform stored them; ms from the end of speech. */
export interface TurnTimes {
  endOfTurn: number | null;
  firstAudio: number | null;
  /** From the request to the model to its first token. */
  firstToken: number | null;
}

/** An answer that was broken off, by the clock that is shared. */
export interface Interruption {
  lastFrameAt: number;
  clearedAt: number;
}

/** What a call went through since it was last asked. */
export interface CallRecord {
  /** Which caller the platform takes it for; null until it has understood the first words. */
  caller: number | null;
  turns: TurnTimes[];
  interruptions: Interruption[];
  /** How often it asked something. */
  asked: number;
  /** How long it would have heard nothing in the midst of an answer, each time, had it kept no audio back; in ms. */
  gaps: number[];
}

/**
 * A caller: says its part of the dialogue in frames of 20 ms, silence included, and notes when frames come. It looks at
 * events as bytes and parses few, because it shares the machine with what it measures.
 */
export class Call {
  readonly #socket: WebSocket;
  /** What the WebSocket runs on, for frames that are laid out already. */
  #wire: Socket | null = null;
  readonly #lateness: Lateness;
  readonly #grid = new AnswerGrid();
  readonly #ready: Promise<void>;
  #began: number | null = null;
  #ends = Number.POSITIVE_INFINITY;
  #sent = 0;
  #lastFrameAt = 0;
  #record: CallRecord = { caller: null, turns: [], interruptions: [], asked: 0, gaps: [] };

  /** `lateness` is where the frames of all calls are counted. */
  constructor(url: string, lateness: Lateness) {
    this.#lateness = lateness;
    const createConnection = (options: object) => (this.#wire = connect(options as NetConnectOpts));
    this.#socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true, createConnection });
    this.#ready = new Promise((resolve, reject) => {
      this.#socket.once("open", resolve);
      this.#socket.once("error", reject);
      this.#socket.once("close", (code) => reject(new Error(`The session was closed with code ${code}.`)));
    });
    this.#ready.catch(() => undefined);
    this.#socket.on("message", (data: Buffer, isBinary: boolean) => (isBinary ? this.#hear(data) : this.#take(data)));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Waits until it is open, and begins the conversation. */
  async open(): Promise<void> {
    await this.#ready;
    this.#socket.send(JSON.stringify({ payload: { type: "conversation.start" } }));
  }

  /** Begins to say its part, from `at` on by `performance.now()`, in whole rounds; silence before and after. */
  talk(at: number, rounds: number): void {
    this.#began = at;
    this.#sent = 0;
    this.#ends = at + rounds * DIALOGUE.round;
  }

  /** Sends nothing more. */
  hush(): void {
    this.#began = null;
  }

  /** Sends the frames that are due. */
  tick(now: number): void {
    if (this.#began === null || !this.isOpen) return;
    for (let due = Math.floor((now - this.#began) / FRAME_MS); this.#sent <= due; this.#sent++) {
      const at = this.#sent * FRAME_MS;
      this.#wire?.write(this.#frameAt(at));
    }
  }

  /** Returns what it went through, and begins a new record. */
  takeRecord(): CallRecord {
    const record = this.#record;
    this.#record = { caller: record.caller, turns: [], interruptions: [], asked: 0, gaps: [] };
    return record;
  }

  drop(): void {
    this.#socket.terminate();
  }

  #frameAt(at: number): Buffer {
    const isOver = (this.#began ?? 0) + at >= this.#ends;
    const inRound = at % DIALOGUE.round;
    for (const { at: begins, length } of isOver ? [] : [DIALOGUE.question, DIALOGUE.interruption]) {
      if (inRound < begins || inRound >= begins + length) continue;
      if (inRound === begins) {
        this.#record.asked += 1;
        // What is still said of the answer before belongs to it; the next message after its end is another's.
        if (begins === DIALOGUE.question.at) this.#grid.begin();
      }
      return SPEECH[(inRound - begins) / FRAME_MS] as Buffer;
    }
    return SILENCE[this.#sent % SILENCE.length] as Buffer;
  }

  #hear({ length }: Buffer): void {
    const now = performance.now();
    this.#lastFrameAt = now;
    const { late, gap } = this.#grid.arrive(now, length / BYTES_PER_MS);
    noteLateness(this.#lateness, late);
    if (gap > 0) this.#record.gaps.push(gap);
  }

  #take(frame: Buffer): void {
    if (frame.includes('"agent.audio.cleared"')) return this.#cleared();
    if (frame.includes('"agent.turn.metrics"')) return this.#turned(frame);
    if (this.#record.caller === null && frame.includes('"user.message.received"')) this.#recognise(frame);
  }

  #cleared(): void {
    // At the begin of every turn the platform clears what may be left, also when there is nothing.
    if (!this.#grid.isRunning) return;
    const shift = sharedNow() - performance.now();
    this.#record.interruptions.push({ lastFrameAt: this.#lastFrameAt + shift, clearedAt: performance.now() + shift });
    this.#grid.begin();
  }

  #recognise(frame: Buffer): void {
    const { payload } = JSON.parse(String(frame)) as { payload: { text: string } };
    this.#record.caller = callerIn(payload.text);
  }

  #turned(frame: Buffer): void {
    const { payload } = JSON.parse(String(frame)) as { payload: Record<string, number | null> };
    const field = (name: string) => payload[name] ?? null;
    this.#record.turns.push({
      endOfTurn: field("end_of_turn_ms"),
      firstAudio: field("first_audio_ms"),
      firstToken: field("llm_first_token_ms"),
    });
  }
}
