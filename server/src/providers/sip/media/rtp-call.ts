import { FRAME_MS, samplesPerFrame, type VoiceRate } from "../../../domain/audio.ts";
import { OperatorError } from "../../../domain/error.ts";
import { SampleRing } from "../../../lib/sample-ring.ts";
import { allocateSamples } from "../../../lib/sample-slab.ts";
import type { CallMedia, CallMediaWatch } from "../call-media.ts";
import { FrameQueue } from "./frame-queue.ts";
import type { CallMemory } from "./media-orders.ts";
import type { MediaSeat } from "./media-seat.ts";
import { type Agreement, Negotiator, type OurAudio } from "./negotiator.ts";

/** What a call's audio is made of. */
export interface RtpCallOptions {
  readonly our: OurAudio;
  readonly seat: MediaSeat;
  readonly watch: CallMediaWatch;
  /** Gives its ports back. */
  onClosed(): void;
}

/** Packets leave on a clock of their own: audio need be there one frame before. */
const LEAD = 2 * FRAME_MS;
/** So much is kept where it is sent, so that a process that is busy for a moment is not heard to be. */
const BUFFER = 10 * FRAME_MS;
/** What may come at once (`VoiceReceiver`), and a little more. */
const MOST_HEARD = 2_048;

/**
 * The audio of one call over RTP (RFC 3550), seen from the main thread: it agrees on what is sent by offer and answer
 * (RFC 3264), and hands samples over.
 */
export class RtpCall implements CallMedia {
  readonly lead = LEAD;
  readonly buffer = BUFFER;
  readonly #options: RtpCallOptions;
  readonly #negotiator: Negotiator;
  #isHeldByThem = false;
  #voice: Voice | null = null;
  #isClosed = false;

  constructor(options: RtpCallOptions) {
    this.#options = options;
    this.#negotiator = new Negotiator(options.our);
  }

  get sampleRateHz(): VoiceRate {
    return this.#voice?.memory.sampleRateHz ?? 16_000;
  }

  offer({ isHeld }: { readonly isHeld: boolean }): string {
    return this.#negotiator.offer(isHeld);
  }

  accept(answer: string): void {
    this.#use(this.#negotiator.accept(answer));
  }

  answer(offer: string): string {
    const { agreement, body } = this.#negotiator.answer(offer);
    this.#use(agreement);
    return body;
  }

  withdraw(): void {
    this.#negotiator.withdraw();
  }

  send(frame: Int16Array): void {
    this.#voice?.sent.put(frame);
  }

  clear(): void {
    this.#voice?.sent.clear();
  }

  /** Tells what waits to be heard, a frame at a time where there are whole ones. */
  hear(): void {
    const { watch } = this.#options;
    const voice = this.#voice;
    if (voice === null) return;
    const { heard, frameLength } = voice;
    for (let waiting = heard.length; waiting > 0 && !this.#isClosed; waiting = heard.length) {
      const samples = allocateSamples(Math.min(waiting, frameLength));
      heard.read(samples);
      watch.onAudio(samples);
    }
  }

  async sendDigits(digits: string): Promise<void> {
    if (this.#isClosed || this.#voice === null)
      throw new OperatorError("call_over", "The call has no audio, so no keys can be sent.");
    await this.#options.seat.sendKeys(digits);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.seat.close();
    this.#options.onClosed();
  }

  #use(agreement: Agreement): void {
    if (this.#isClosed) return;
    this.#voice ??= begin(agreement.codec.sampleRateHz);
    this.#options.seat.use(agreement, this.#voice.memory);
    const { isHeldByThem } = agreement;
    if (isHeldByThem === this.#isHeldByThem) return;
    this.#isHeldByThem = isHeldByThem;
    this.#options.watch.onHeld(isHeldByThem);
  }
}

/** What there is once something was agreed. */
interface Voice {
  readonly memory: CallMemory;
  readonly sent: FrameQueue;
  readonly heard: SampleRing;
  readonly frameLength: number;
}

function begin(sampleRateHz: VoiceRate): Voice {
  const frameLength = samplesPerFrame(sampleRateHz);
  const memory = {
    sampleRateHz,
    sent: FrameQueue.memoryFor(sampleRateHz),
    heard: SampleRing.memoryFor((frameLength * MOST_HEARD) / FRAME_MS),
  };
  const sent = new FrameQueue(sampleRateHz, memory.sent);
  return { memory, sent, heard: new SampleRing(memory.heard), frameLength };
}
