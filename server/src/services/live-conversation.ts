import type { CompiledQuery } from "kysely";
import { alarmStep } from "../domain/conversation-alarm.ts";
import { isAnswerDue, type ConversationState } from "../domain/conversation-state.ts";
import { notActive, OperatorError } from "../domain/error.ts";
import { type PayloadOf, type ServerPayload, stopsAgent } from "../domain/event-payloads.ts";
import { assertContextFits, mergeContext } from "../domain/context.ts";
import { overMessageLimit } from "../domain/message-limit.ts";
import type { JsonObject } from "../lib/json.ts";
import type { ObservedConversation } from "../ports/turn-observer.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { Answering } from "./answering.ts";
import { askAside } from "./asked-aside.ts";
import { Audience, type Farewell, type Follower, type Position } from "./audience.ts";
import { CallsUnderWay, type ClientAnswer } from "./calls-under-way.ts";
import { beginningOf } from "./conversation-beginning.ts";
import { type EndReason, endingAtRecovery, type Failure, type Outcome, outcomeOf } from "./conversation-outcome.ts";
import { ConversationTimers } from "./conversation-timers.ts";
import { Journal } from "./journal.ts";
import type { LiveConversationOptions } from "./live-conversation-options.ts";
import type { Recording } from "./tool-answers.ts";
import type { VoiceHost } from "./voice-host.ts";
import type { VoiceSession } from "./voice-session.ts";

/** How long the end of a conversation waits for calls under way, so that the log says how they went. */
const CALLS_MAY_END_WITHIN = 15_000;

const LEFT_BY_SUPERVISOR = { type: "supervisor.gave_back", supervisor: "", reason: "restarted" } as const;
const NOTHING: Recording = { payloads: [], changes: [] };

/**
 * The one object of an open conversation, in the one process that holds it: its log, its followers, its session and
 * its single running turn. Realtime sessions, REST commands and recovery all go through it.
 */
export class LiveConversation {
  readonly id: string;
  readonly #options: LiveConversationOptions;
  readonly #journal: Journal;
  readonly #audience: Audience;
  readonly #observed: ObservedConversation;
  readonly #calls: CallsUnderWay;
  #session: Follower | null = null;
  readonly #answering: Answering;
  readonly #timers: ConversationTimers;
  /** How it is spoken; null where it is read. */
  readonly voice: VoiceSession | null;
  #ending: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: LiveConversationOptions) {
    this.id = options.journal.origin.conversation_id;
    this.#options = options;
    this.#audience = new Audience(options.readLog);
    this.#journal = new Journal({ ...options.journal, publish: (event) => this.#audience.publish(event) });
    this.#observed = options.agent.observed(this.state, () => this.#session?.requestId ?? null);
    this.#calls = new CallsUnderWay({
      agent: options.agent,
      changes: options.changes,
      state: this.state,
      observed: this.#observed,
      record: (payloads, changes) => this.#record(payloads, changes),
      onLateAnswer: () => this.#answering.wake(),
    });
    this.voice = options.openVoice?.(this.#voiceHost()) ?? null;
    this.#answering = this.#openAnswering();
    this.#timers = new ConversationTimers({
      reconnectWithin: options.sleep ? null : options.reconnectWithin,
      sleepAfter: options.sleep?.after ?? null,
      onAbsence: () => this.#endSoon("client_disconnected"),
      onQuiet: () => this.#sleepAtRest(),
      // What keeps it from being looked after has closed it already.
      onAlarm: () => void this.rouse().catch(() => undefined),
    });
  }

  get state(): ConversationState {
    return this.#journal.state;
  }

  /** The place in the log of the last event that was sent to anyone: those behind it may not be stored yet. */
  get published(): number {
    return this.#journal.published;
  }

  /** The lease that it is held under. */
  get fence(): number {
    return this.#options.journal.fence;
  }

  /** The variables that its agent's prompt declares. */
  get variables(): AgentAtWork["variables"] {
    return this.#options.agent.variables;
  }

  /** Asks the agent's model something beside the conversation; resolves as `askAside` does. */
  askAside(question: string, signal: AbortSignal): Promise<string> {
    return askAside(this.#options.agent, this.state, { question, signal });
  }

  /** Whether somebody is joined to it: a client's session, or a telephone call, which may still ring. */
  get isJoined(): boolean {
    return this.#session !== null;
  }

  /** Lets it leave memory when nobody follows it and nothing goes on. */
  closeIfIdle(): void {
    if (this.#audience.size === 0 && this.state.status === "queued") this.close("restarting");
    else this.#timers.stay();
  }

  /** Keeps it in memory for a while, for whoever is about to ask something of it. */
  stay(): void {
    this.#timers.stay();
  }

  /** Takes up what a crash left behind: accounts for calls in flight, answers what was not answered. */
  async recover(): Promise<void> {
    await this.#calls.takeUp("The platform was restarted during the call.");
    if (this.state.takenOver === "supervisor") await this.#record([LEFT_BY_SUPERVISOR]);
    const ending = endingAtRecovery(this.state, this.#options.isCallLost());
    if (ending !== null) return this.end(...ending);
    if (this.state.status === "in-progress" && !this.#session) this.#timers.sessionGone();
    this.#timers.setAlarm(this.state.wait?.until ?? null);
    this.#timers.stay();
    this.#answering.wake();
  }

  /** Sees to what the time has brought. Returns in how many ms to look again; null for never. */
  async rouse(): Promise<number | null> {
    const idleTime = this.#options.sleep?.idleTime ?? null;
    const now = new Date();
    const step = alarmStep(this.state, { idleTime, now });
    switch (step.do) {
      case "nothing":
        return step.at && step.at.getTime() - now.getTime();
      case "go_on":
        await this.#record([{ type: "agent.wait.ended", reason: this.state.wait?.reason ?? null }]);
        this.#answering.wake();
        return idleTime;
      case "end":
        if (!this.#isQuiet()) return this.#options.reconnectWithin;
        await this.end("idle");
        return null;
    }
  }

  /** Lets somebody follow the conversation, from `position` on. */
  async follow(follower: Follower, position: Position): Promise<void> {
    await this.#audience.join(follower, position, this.#journal.published);
  }

  /** Makes `follower` the conversation's session. A session before it is told that it was taken over. */
  async openSession(follower: Follower, position: Position): Promise<void> {
    const former = this.#session;
    this.#session = follower;
    if (former) this.#audience.dismiss(former, "taken_over");
    this.#timers.sessionBack();
    await this.follow(follower, position);
  }

  /** Forgets a follower that is gone. When it was the session, the conversation waits a while for its return. */
  leave(follower: Follower): void {
    this.#audience.leave(follower);
    if (this.#session === follower) {
      this.#session = null;
      if (this.state.status === "in-progress") this.#timers.sessionGone();
    }
    this.closeIfIdle();
  }

  /** Begins the conversation; one that has begun goes on unchanged. */
  async start(): Promise<void> {
    if (this.state.status !== "queued") return;
    const beginning = this.#beginning();
    await this.#record(beginning.payloads, beginning.changes);
    this.voice?.sayNotices();
    this.#answering.wake();
  }

  /**
   * Takes a message of the user, interrupting the agent. Resolves once it is stored. A message under an id that was
   * taken before is not taken again. It begins a conversation that sleeps between messages; of others, throws
   * `conversation_not_active` before the start, and of all after the end. One more than it takes ends it, and throws
   * `not_allowed`.
   */
  async send(text: string, clientEventId: string | null): Promise<void> {
    const beginning = this.#options.sleep ? this.#beginning() : NOTHING;
    if (beginning === NOTHING || this.#ending) this.#assertActive("send a message");
    if (clientEventId !== null && this.state.clientEventIds.has(clientEventId)) return this.#record([]);
    const refusal = overMessageLimit(this.state, this.#options.messageLimit);
    if (refusal !== null) {
      if (this.voice) this.voice.leave("message_limit");
      else this.#endSoon("message_limit");
      throw refusal;
    }
    const cut = this.#interrupt();
    const message = { type: "user.message.received" as const, text, client_event_id: clientEventId };
    this.#answering.heard();
    await this.#record([...cut, ...beginning.payloads, message], beginning.changes);
    this.#answering.wake();
  }

  /**
   * Has the agent see to a follow-up that is due; one that was taken up before is not again. It begins a conversation
   * that sleeps between messages; of others, throws `conversation_not_active` before the start, and of all after the end.
   */
  async remind({ id, note }: { id: string; note: string }): Promise<void> {
    const beginning = this.#options.sleep ? this.#beginning() : NOTHING;
    if (beginning === NOTHING || this.#ending) this.#assertActive("remind it of something");
    if (this.state.reminderIds.has(id)) return this.#record([]);
    const reminder = { type: "conversation.reminder.due" as const, reminder_id: id, note };
    await this.#record([...beginning.payloads, reminder], beginning.changes);
    this.#answering.wake();
  }

  #beginning(): Recording {
    return this.state.status === "queued" ? beginningOf(this.#options, this.voice?.notices ?? []) : NOTHING;
  }

  /**
   * Merges more context, key by key, and returns the whole. Throws `conversation_not_active` unless in progress, and
   * `too_large`.
   */
  async updateContext(added: JsonObject): Promise<JsonObject> {
    this.#assertActive("update its context");
    const context = mergeContext(this.state.context, added);
    assertContextFits(context);
    await this.#record(
      [{ type: "conversation.context.updated", context }],
      [this.#options.changes.setContext(context)],
    );
    return context;
  }

  /**
   * Takes the client's answer to a call of a `client` tool. Throws `unknown_reference` for a call that does not wait
   * for it.
   */
  answerCall(callId: string, answer: ClientAnswer): void {
    this.#calls.answerAsClient(callId, answer);
  }

  /** Ends a conversation that cannot go on, as failed. */
  fail(failure: Failure): Promise<void> {
    return this.end("failed", { status: "failed", failure });
  }

  /**
   * Ends the conversation, as its reason says unless `outcome` does. Calls under way have a while to come back; what
   * does not is reported as unknown.
   */
  end(reason: EndReason, outcome: Partial<Outcome> = {}): Promise<void> {
    this.#ending ??= this.#end(reason, outcome);
    return this.#ending;
  }

  /** Stops the agent, and records what the user got of it. */
  silence(): Promise<void> {
    return this.#record(this.#interrupt());
  }

  /**
   * Notes something that happened at the other end of the line; what the agent is to answer, and who talks in its place,
   * interrupts it. That the user was transferred can be noted while the conversation ends.
   */
  async note(payload: ServerPayload): Promise<void> {
    if (payload.type !== "conversation.transferred") this.#assertActive("note what happens in it");
    await this.#record([...(stopsAgent(payload.type) ? this.#interrupt() : []), payload]);
    this.#answering.wake();
  }

  /** Ends a conversation that waits for somebody who can no longer come; one whose session is there goes on. */
  async endUnlessJoined(): Promise<void> {
    if (!this.#session && this.state.status === "queued") await this.end("never_joined");
  }

  /** Waits until no call is under way, but not longer than `limit`; whoever stops the process should. */
  callsSettled(limit: number): Promise<void> {
    return this.#calls.settled(limit);
  }

  /** Stops serving the conversation here, leaving it as it is in the log. */
  close(farewell: Farewell, error: unknown = null): void {
    if (this.#isClosed) return;
    const isAtRest = this.#isQuiet();
    this.#isClosed = true;
    this.#timers.stop();
    this.#answering.close();
    this.voice?.close();
    this.#audience.close(farewell);
    this.#options.onClosed({ error, isAtRest });
  }

  async #end(reason: EndReason, given: Partial<Outcome>): Promise<void> {
    if (this.state.status !== "queued" && this.state.status !== "in-progress") return;
    this.#timers.sessionBack();
    const cut = this.#interrupt();
    if (cut.length > 0) await this.#record(cut);
    await this.#answering.settled();
    const why = "The conversation ended before the call came back.";
    this.#calls.giveUpOnClient(why);
    await this.#calls.settled(CALLS_MAY_END_WITHIN);
    await this.#calls.writeOff(why);
    const { payload, ending } = outcomeOf(this.state, reason, given);
    await this.#record([payload], [this.#options.changes.end(ending)]);
    this.close("ended");
  }

  /** Appends to the log; nothing just waits for what was appended before. When that fails the object's picture is no longer the truth, so it is given up. */
  async #record(payloads: Parameters<Journal["record"]>[0], changes: readonly CompiledQuery[] = []): Promise<void> {
    if (this.#isClosed) throw new OperatorError("unavailable", "The conversation is moving; reconnect and go on.");
    try {
      await this.#journal.record(payloads, changes);
    } catch (error) {
      this.close("restarting", error);
      throw new OperatorError("unavailable", "The conversation could not be stored; reconnect and go on.", {
        cause: error,
      });
    }
  }

  #assertActive(what: string): void {
    if (this.state.status === "in-progress" && !this.#ending) return;
    throw notActive(this.id, this.state.status, what);
  }

  #interrupt(): PayloadOf<"agent.message.completed">[] {
    const { sleep } = this.#options;
    const cut = this.#answering.interrupt();
    this.#calls.interrupt();
    this.#audience.dropUnfinished();
    // Of what nobody has seen, the user got nothing: the next turn says it anew.
    const wasSeen = !sleep || (sleep.showsWriting && this.#audience.size > 0);
    return wasSeen ? cut : [];
  }

  /** Tells whether nothing goes on and nothing is left to be done. */
  #isQuiet(): boolean {
    const { state } = this;
    const isStored = this.#journal.published === state.sequence;
    return !this.#answering.isBusy && !this.#ending && isStored && state.openCalls.size === 0 && !isAnswerDue(state);
  }

  #sleepAtRest(): boolean {
    if (this.#audience.size > 0 || !this.#isQuiet()) return false;
    this.close("restarting");
    return true;
  }

  #openAnswering(): Answering {
    const { agent, changes, sleep } = this.#options;
    const { state, voice } = this;
    return new Answering({
      agent,
      calls: this.#calls,
      observed: this.#observed,
      changes,
      state,
      voice,
      quietTime: sleep?.quietTime ?? 0,
      record: (payloads, changes) => this.#record(payloads, changes),
      settled: () => this.#journal.settled(),
      pass: (payload) => this.#pass(payload),
      isOver: () => this.#isClosed || this.#ending !== null,
      onTurnOver: () => this.#timers.setAlarm(state.wait?.until ?? null),
      onRest: (hasAgentEnded) => {
        // What an answering machine is told is one message.
        if (state.hasReachedVoicemail) this.#endSoon("voicemail");
        else if (hasAgentEnded) this.#endSoon("agent_ended");
      },
      onBroken: (error) => this.close("restarting", error),
    });
  }

  #voiceHost(): VoiceHost {
    return {
      id: this.id,
      state: this.state,
      send: (text) => this.send(text, null),
      interruptAgent: () => this.silence(),
      expect: (text) => (text === null ? this.#answering.unexpect() : this.#answering.expect(text)),
      record: (payloads) => this.#record(payloads),
      pass: (payload) => this.#pass(payload),
      end: (reason) => this.end(reason),
      fail: (failure) => this.fail(failure),
    };
  }

  #pass(payload: ServerPayload): void {
    this.#audience.publish(this.#journal.passing(payload));
  }

  #endSoon(reason: EndReason): void {
    // What keeps it from ending has closed the conversation already, and `onClosed` was told.
    this.end(reason).catch(() => undefined);
  }
}
