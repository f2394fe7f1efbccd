import type { VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import type {
  CallEnd,
  CallOrder,
  CallWatch,
  IncomingCall,
  LostCall,
  PhoneCall,
  PhoneNetwork,
} from "../ports/telephony.ts";

/** What becomes of a call that is dialled. */
export type ScriptedParty =
  /** Rings until the test says otherwise. */
  | { readonly does: "ring" }
  /** Picks up, and hangs up after so long; never by itself without it. */
  | { readonly does: "answer"; readonly hangsUpAfter?: number }
  | { readonly does: "end"; readonly with: CallEnd; readonly after?: number };

/** How a network behaves. */
export interface ScriptedNetworkOptions {
  /** `twilio` without it. */
  readonly name?: string;
  /** Who answers at a number; null is off script, and so is every call without it. */
  readonly party?: (order: CallOrder) => ScriptedParty | null;
  readonly sampleRateHz?: VoiceRate;
  /** Whether calls that came in can be sent on. */
  readonly canRedirect?: boolean;
}

/** A network that carries what its script says, and refuses what is not in it. */
export interface ScriptedPhoneNetwork extends PhoneNetwork {
  /** Every order so far. */
  readonly orders: readonly CallOrder[];
  /** Every call so far that was dialled or picked up. */
  readonly calls: readonly ScriptedCall[];
  /** Every call of a dead process that was to be ended. */
  readonly lost: readonly LostCall[];
  /** How many calls are under way, and the most there ever were. */
  readonly open: number;
  readonly most: number;
  /** Says that no call can be made, or that they can (null). */
  setProblem(problem: string | null): void;
  /** Has somebody call. */
  callIn(call: { from: string | null; to: string }): ScriptedIncoming;
  /** Throws when it was called off script. */
  assertFinished(): void;
}

/** A call that was dialled or picked up, as the test sees it. */
export class ScriptedCall implements PhoneCall {
  readonly carrierCallId: string;
  readonly sampleRateHz: VoiceRate;
  readonly lead = 40;
  readonly buffer = null;
  readonly watch: CallWatch;
  /** The frames that were sent; what was silence is not kept. */
  readonly said: Int16Array[] = [];
  readonly keys: string[] = [];
  readonly holds: boolean[] = [];
  readonly transfers: string[] = [];
  framesSent = 0;
  isAnswered: boolean;
  end: CallEnd | null = null;
  readonly #onEnded: () => void;

  constructor(
    id: string,
    options: { watch: CallWatch; sampleRateHz: VoiceRate; isAnswered: boolean; onEnded(): void },
  ) {
    this.carrierCallId = id;
    this.watch = options.watch;
    this.sampleRateHz = options.sampleRateHz;
    this.isAnswered = options.isAnswered;
    this.#onEnded = options.onEnded;
  }

  /** How long was spoken to the other end, in ms. */
  get spoken(): number {
    return this.said.length * 20;
  }

  send(frame: Int16Array): void {
    if (!this.isAnswered || this.end !== null) return;
    this.framesSent += 1;
    if (frame.some((sample) => sample !== 0)) this.said.push(frame.slice());
  }

  clear(): void {
    // What was sent is heard at once.
  }

  sendDigits(digits: string): Promise<void> {
    this.keys.push(digits);
    return Promise.resolve();
  }

  hold(isHeld: boolean): Promise<void> {
    this.holds.push(isHeld);
    return Promise.resolve();
  }

  transfer(destination: string): Promise<void> {
    this.transfers.push(destination);
    queueMicrotask(() => this.finish({ outcome: "transferred" }));
    return Promise.resolve();
  }

  hangUp(): void {
    queueMicrotask(() => this.finish(this.isAnswered ? { outcome: "hung_up", by: "us" } : { outcome: "cancelled" }));
  }

  /** The other end picks up. */
  answer(): void {
    if (this.end !== null || this.isAnswered) return;
    this.isAnswered = true;
    this.watch.onAnswered();
  }

  /** The other end says that, in frames of 20 ms, one after the other without a pause. */
  hear(samples: Int16Array): void {
    const frame = this.sampleRateHz / 50;
    for (let at = 0; at < samples.length && this.end === null; at += frame)
      this.watch.onAudio(samples.slice(at, at + frame));
  }

  /** The other end presses those keys. */
  press(keys: string): void {
    for (const key of keys) this.watch.onDigit(key);
  }

  /** The other end hangs up. */
  hangUpThere(): void {
    this.finish({ outcome: "hung_up", by: "them" });
  }

  /** It is over. */
  finish(end: CallEnd): void {
    if (this.end !== null) return;
    this.end = end;
    this.#onEnded();
    this.watch.onEnded(end);
  }
}

/** A call that comes in, as the test sees it. */
export class ScriptedIncoming implements IncomingCall {
  readonly carrierCallId: string;
  readonly from: string | null;
  readonly to: string;
  readonly isRepeated = false;
  isRinging = false;
  declined: string | null = null;
  redirected: string | null = null;
  call: ScriptedCall | null = null;
  readonly #abort = new AbortController();
  readonly #network: { readonly canRedirect: boolean; pickUp(watch: CallWatch): ScriptedCall };

  constructor(
    call: { id: string; from: string | null; to: string },
    network: { readonly canRedirect: boolean; pickUp(watch: CallWatch): ScriptedCall },
  ) {
    this.carrierCallId = call.id;
    this.from = call.from;
    this.to = call.to;
    this.#network = network;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether it was picked up, declined, or sent on. */
  get isSettled(): boolean {
    return this.call !== null || this.declined !== null || this.redirected !== null;
  }

  ring(): void {
    this.isRinging = true;
  }

  accept(watch: CallWatch): Promise<PhoneCall> {
    if (this.#abort.signal.aborted) return Promise.reject(new OperatorError("unavailable", "The caller has given up."));
    if (this.isSettled) throw new Error("A call was picked up that was settled already.");
    this.call = this.#network.pickUp(watch);
    return Promise.resolve(this.call);
  }

  decline(why: string): void {
    if (this.isSettled) throw new Error("A call was declined that was settled already.");
    this.declined = why;
  }

  redirect(number: string): Promise<void> {
    if (!this.#network.canRedirect) return Promise.reject(new OperatorError("channel_unavailable", "It cannot."));
    if (this.isSettled) throw new Error("A call was sent on that was settled already.");
    this.redirected = number;
    return Promise.resolve();
  }

  /** The caller gives up before anybody has picked up. */
  giveUp(): void {
    this.#abort.abort();
  }
}

/** Makes a network for a test. Asked for a call that is not in its script it throws, and `assertFinished` throws again. */
export function scriptedPhoneNetwork(options: ScriptedNetworkOptions = {}): ScriptedPhoneNetwork {
  const { name = "twilio", party = () => null, sampleRateHz = 8_000, canRedirect = true } = options;
  const lines = linesOf(sampleRateHz);
  const { dial, orders, strays } = dialling(lines, party);
  let problem: string | null = null;
  const lost: LostCall[] = [];
  return {
    name,
    orders,
    lost,
    endLost: (call) => void lost.push(call),
    calls: lines.calls,
    get open() {
      return lines.open;
    },
    get most() {
      return lines.most;
    },
    problem: () => problem,
    setProblem(given) {
      problem = given;
    },
    dial,
    ...callers(lines, canRedirect),
    assertFinished() {
      if (strays.length > 0) throw new Error(strays.join(" "));
    },
  };
}

type Lines = ReturnType<typeof linesOf>;

/** Takes orders, as the script says. */
function dialling(lines: Lines, party: NonNullable<ScriptedNetworkOptions["party"]>) {
  const orders: CallOrder[] = [];
  const strays: string[] = [];
  const dial = (order: CallOrder, watch: CallWatch): PhoneCall => {
    if (orders.some(({ id }) => id === order.id)) strays.push(`Call ${order.id} was ordered twice.`);
    orders.push(order);
    const script = party(order);
    if (script === null) {
      strays.push(`${order.to} was called, which is not in the script.`);
      throw new Error(strays.at(-1));
    }
    const call = lines.begin(watch, false);
    setImmediate(() => play(call, script));
    return call;
  };
  return { dial, orders, strays };
}

/** Brings those who call to whoever listens. */
function callers(lines: Lines, canRedirect: boolean): Pick<ScriptedPhoneNetwork, "listen" | "callIn"> {
  let onCall: ((call: IncomingCall) => void) | null = null;
  let incoming = 0;
  return {
    listen(given) {
      onCall = given;
    },
    callIn({ from, to }) {
      if (onCall === null) throw new Error("Nobody listens for calls.");
      incoming += 1;
      const pickUp = (watch: CallWatch) => lines.begin(watch, true);
      const call = new ScriptedIncoming({ id: `IN${incoming}`, from, to }, { canRedirect, pickUp });
      onCall(call);
      return call;
    },
  };
}

/** Counts the calls that begin and end. */
function linesOf(sampleRateHz: VoiceRate) {
  const calls: ScriptedCall[] = [];
  const lines = {
    calls,
    open: 0,
    most: 0,
    begin(watch: CallWatch, isAnswered: boolean): ScriptedCall {
      lines.open += 1;
      lines.most = Math.max(lines.most, lines.open);
      const onEnded = () => {
        lines.open -= 1;
      };
      const call = new ScriptedCall(`CA${calls.length + 1}`, { watch, sampleRateHz, isAnswered, onEnded });
      calls.push(call);
      return call;
    },
  };
  return lines;
}

function play(call: ScriptedCall, script: ScriptedParty): void {
  call.watch.onTraced(call.carrierCallId);
  call.watch.onRinging();
  if (script.does === "answer") {
    call.answer();
    if (script.hangsUpAfter !== undefined) setTimeout(() => call.hangUpThere(), script.hangsUpAfter);
  }
  if (script.does === "end") setTimeout(() => call.finish(script.with), script.after ?? 0);
}
