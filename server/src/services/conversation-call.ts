import { setTimeout as delay } from "node:timers/promises";
import { isPassing, OperatorError } from "../domain/error.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { CallEnd, CallWatch, PhoneCall } from "../ports/telephony.ts";
import { AnswerWatch } from "./answer-watch.ts";
import type { Farewell, Follower } from "./audience.ts";
import { endingOf } from "./call-ending.ts";
import { CallerHold } from "./caller-hold.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import { INTERRUPTED_CALL } from "./conversation-outcome.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { HeldElsewhereError, type LiveConversations } from "./live-conversations.ts";
import { phoneLine } from "./phone-line.ts";
import { PressedKeys } from "./pressed-keys.ts";
import type { VoiceSession } from "./voice-session.ts";

/** What is known of a call before it is there. */
export interface CallAbout {
  /** Its id in the ledger. */
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  /** The network that carries it. */
  readonly network: string;
  readonly livemode: boolean;
  /** Whether the agent leaves a message where an answering machine picks up; null where nobody has to find that out. */
  readonly leavesMessage: boolean | null;
}

/** What calls are carried with. */
export interface CallHost {
  readonly live: Pick<LiveConversations, "open">;
  /** Notes what another process needs to end the call, should this one die. */
  trace(call: ConversationCall, trace: string): Promise<void>;
  /** Notes that this process carries the call under the number that it has now. */
  hold(call: ConversationCall): Promise<void>;
  /**
   * Is told once that a call is over. `isEnded` is whether its conversation is, too; where not, the call is to be found as
   * lost, so that it will be.
   */
  onOver(call: ConversationCall, end: CallEnd, how: { readonly isEnded: boolean }): Promise<void>;
  onError(error: unknown, conversationId: string): void;
}

/** What is on its way to the network when the conversation ends is still to be heard: its lead, and so much more in ms. */
const LAST_WORDS = 200;
/** How often a call whose conversation moved tries to go on with it, and after which pause, in ms. */
const MOST_TRIES = 30;
const TRY_EVERY = 500;

/**
 * The telephone call of a conversation: joins what the network carries with the conversation and its voice, and lets
 * neither outlive the other. It is the conversation's session, so that it stays as long as somebody is on the line.
 */
export class ConversationCall implements Follower {
  readonly about: CallAbout;
  /** When it was answered, by `performance.now()`; null before. */
  answeredAt: number | null = null;
  readonly #host: CallHost;
  readonly #keys: PressedKeys;
  #conversation: LiveConversation;
  /** Lets the caller wait. */
  readonly hold: CallerHold;
  /** Takes the keys that are pressed, in the agent's place; null while they are the agent's. */
  passKey: ((digit: string) => void) | null = null;
  #phone: PhoneCall | null = null;
  #answer: AnswerWatch | null = null;
  /** Leaves the line that the voice talks over; null while it talks over none. */
  #leaveLine: (() => void) | null = null;
  #isHeld = false;
  #end: CallEnd | null = null;
  #isHangingUp = false;

  constructor(host: CallHost, about: CallAbout, conversation: LiveConversation) {
    this.#host = host;
    this.about = about;
    this.#conversation = conversation;
    this.hold = new CallerHold(this, (error) => host.onError(error, this.conversationId));
    this.#keys = new PressedKeys((text) => this.#quietly(() => this.#conversation.send(text, null)));
  }

  /** The id of the conversation that it belongs to. */
  get conversationId(): string {
    return this.#conversation.id;
  }

  /** The conversation that it belongs to. */
  get conversation(): LiveConversation {
    return this.#conversation;
  }

  /** What the network carries; null before it does. */
  get phone(): PhoneCall | null {
    return this.#phone;
  }

  /** Whether its conversation has let go of it. */
  get isLeft(): boolean {
    return this.#isHangingUp || this.isOver;
  }

  /** Whether nobody is on the line any more. */
  get isOver(): boolean {
    return this.#end !== null;
  }

  /** Becomes the session of its conversation. */
  join(): Promise<void> {
    const sequence = this.#conversation.published;
    return this.#conversation.openSession(this, { sequence, eventId: null });
  }

  /**
   * Goes on in another conversation, which is begun for it and goes on with this one. The former lets go of it, and is to
   * be ended by whoever moves it.
   */
  async moveTo(next: LiveConversation): Promise<void> {
    const former = this.#conversation;
    this.#break();
    this.#conversation = next;
    former.leave(this);
    await this.join();
    this.#talk();
    await next.start();
  }

  /** What the network tells of it. */
  readonly watch: CallWatch = {
    onTraced: (trace) => this.#quietly(() => this.#host.trace(this, trace)),
    onRinging: () => undefined,
    onAnswered: () => this.answered(),
    onAudio: (samples) => this.#hear(samples),
    onDigit: (digit) => this.#press(digit),
    onAnsweredBy: (who) => this.#answer?.answeredBy(who),
    onHeld: (isHeld) => this.#holdChanged(isHeld),
    onEnded: (end) => this.over(end),
  };

  /** Takes what the network carries from now on. */
  carry(phone: PhoneCall): void {
    this.#phone = phone;
    if (this.#isHangingUp || this.isOver) phone.hangUp();
  }

  /** Begins the conversation: somebody has picked up. */
  answered(): void {
    const phone = this.#phone;
    // A network may tell so before it has handed the call over.
    if (phone === null) return void queueMicrotask(() => this.#phone && this.answered());
    if (this.isOver || this.answeredAt !== null) return;
    this.answeredAt = performance.now();
    if (this.about.leavesMessage !== null) this.#answer = this.#watchAnswer(phone);
    this.#talk();
    this.#quietly(() => this.#conversation.start());
  }

  /** Ends the call, once what is on its way was heard. */
  hangUp(): void {
    if (this.#isHangingUp) return;
    this.#isHangingUp = true;
    const phone = this.#phone;
    if (phone === null) return;
    const lastWords = this.answeredAt === null ? 0 : phone.lead + LAST_WORDS;
    setTimeout(() => phone.hangUp(), lastWords);
  }

  /** Says goodbye and ends it, for the process stops. */
  async leave(): Promise<void> {
    if (this.isOver) return;
    if (this.answeredAt !== null) await this.voice?.sayGoodbye();
    await this.#conversation.fail(INTERRUPTED_CALL);
  }

  /** How its conversation is spoken. */
  get voice(): VoiceSession | null {
    return this.#conversation.voice;
  }

  deliver(): void {
    // Who is on the telephone hears the voice, and reads nothing.
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(farewell: Farewell): void {
    this.#leave();
    if (this.isOver) return;
    if (farewell === "restarting" && this.answeredAt !== null && !this.#isHangingUp) void this.#rejoin();
    else this.hangUp();
  }

  /** Takes that it is over, for whatever reason. */
  over(end: CallEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#keys.close();
    this.#answer?.close();
    this.#leave();
    void this.#settle(end);
  }

  async #settle(end: CallEnd): Promise<void> {
    let isEnded = true;
    try {
      await this.#endConversation(end);
    } catch (error) {
      isEnded = false;
      this.#host.onError(error, this.conversationId);
    }
    this.#conversation.leave(this);
    await this.#host.onOver(this, end, { isEnded });
  }

  async #endConversation(end: CallEnd): Promise<void> {
    const { reason, outcome } = endingOf(end, this.about);

    for (let tries = 1; ; tries += 1) {
      try {
        return await (await openUnlessOver(this.#host.live, this.conversationId))?.end(reason, outcome);
      } catch (error) {
        // Another process may hold it for a moment: one that answers somebody's question about it.
        const isPassed = error instanceof HeldElsewhereError || (error instanceof OperatorError && isPassing(error));
        if (!isPassed || tries === MOST_TRIES) throw error;
        await delay(TRY_EVERY, undefined, { ref: false });
      }
    }
  }

  /** The conversation was let go of here while the line holds: it goes on from its log, if nobody else has it. */
  async #rejoin(): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES && !this.isOver; tries += 1) {
      await delay(TRY_EVERY, undefined, { ref: false });
      try {
        const conversation = await openUnlessOver(this.#host.live, this.conversationId);
        if (conversation === null || this.isOver) break;
        this.#conversation = conversation;
        await this.join();
        await this.#host.hold(this);
        return this.#talk();
      } catch (error) {
        if (!(error instanceof OperatorError) || !isPassing(error)) break;
      }
    }
    this.hangUp();
  }

  #hear(samples: Int16Array): void {
    this.#answer?.hear(samples);
    if (this.#answer?.isMachine !== true) this.voice?.hear(samples);
  }

  #press(digit: string): void {
    if (this.answeredAt === null || this.isOver) return;
    // What is meant for somebody else, such as a code, is none of the conversation's.
    if (this.passKey !== null) return this.passKey(digit);
    this.voice?.userActed();
    this.#note({ type: "user.dtmf.received", digit });
    this.#keys.press(digit);
  }

  #holdChanged(isHeld: boolean): void {
    if (this.#isHeld === isHeld || this.isOver) return;
    this.#isHeld = isHeld;
    if (this.answeredAt !== null) this.#note({ type: "user.hold.changed", is_held: isHeld });
    if (isHeld) this.#break();
    else if (this.answeredAt !== null) this.#talk();
  }

  #watchAnswer({ sampleRateHz }: PhoneCall): AnswerWatch {
    return new AnswerWatch({
      sampleRateHz,
      onMachine: () => {
        if (this.about.leavesMessage === false)
          return this.#quietly(() => this.#conversation.end("voicemail", VOICEMAIL));
        this.#break();
        this.#quietly(() => this.#conversation.silence());
      },
      onReady: (by) => {
        this.#note({ type: "conversation.voicemail.reached", detected_by: by });
        this.#talk();
      },
    });
  }

  #note(payload: ServerPayload): void {
    this.#quietly(() => this.#conversation.note(payload));
  }

  #talk(): void {
    const phone = this.#phone;
    if (phone === null || this.#leaveLine !== null || this.#isHeld || this.isOver) return;
    this.#leaveLine = this.voice?.connect(phoneLine(phone)) ?? null;
  }

  /** Leaves the line, and what was not heard yet is not. */
  #break(): void {
    this.#leave();
    this.#phone?.clear();
  }

  #leave(): void {
    this.#leaveLine?.();
    this.#leaveLine = null;
  }

  /** What cannot be stored has closed the conversation, and `close` sees to the call; what comes too late is nothing. */
  #quietly(work: () => Promise<unknown>): void {
    work().catch((error: unknown) => {
      if (!(error instanceof OperatorError)) this.#host.onError(error, this.conversationId);
    });
  }
}

const VOICEMAIL = { status: "voicemail" } as const;
