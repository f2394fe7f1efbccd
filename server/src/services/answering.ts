import { setTimeout as delay } from "node:timers/promises";
import type { ConversationChanges } from "../db/conversation-changes.ts";
import { type ConversationState, isAnswerDue } from "../domain/conversation-state.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import { deferred } from "../lib/deferred.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { ObservedConversation } from "../ports/turn-observer.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { Burst } from "./burst.ts";
import type { CallsUnderWay } from "./calls-under-way.ts";
import { HeadStart } from "./head-start.ts";
import { Turn, type TurnOptions } from "./turn-reader.ts";
import type { ConversationVoice } from "./turn-voice.ts";

/** What answering needs of the conversation it is done in. */
export interface AnsweringOptions {
  agent: AgentAtWork;
  calls: CallsUnderWay;
  observed: ObservedConversation;
  changes: ConversationChanges;
  state: ConversationState;
  /** How the conversation is spoken; null where it is read. */
  voice: ConversationVoice | null;
  /** How long it waits for more before it answers, in ms. */
  quietTime: number;
  record: TurnOptions["record"];
  settled(): Promise<void>;
  pass(payload: ServerPayload): void;
  /** Whether no turn may begin any more. */
  isOver(): boolean;
  /** A turn is over, and the conversation goes on. */
  onTurnOver(): void;
  /** Nothing is left to be answered; `hasAgentEnded` tells whether the agent ended the conversation. */
  onRest(hasAgentEnded: boolean): void;
  /** What happened could not be stored. */
  onBroken(error: unknown): void;
}

/** The catalog of a conversation by voice, in which a model that hears and speaks itself does so. */
function spokenCatalog(catalog: ModelCatalog, voice: ConversationVoice): ModelCatalog {
  return {
    vendors: () => catalog.vendors(),
    resolve: (name) => {
      const resolved = catalog.resolve(name);
      const model = "problem" in resolved ? null : voice.spokenModel(name);
      return "problem" in resolved || model === null ? resolved : { ...resolved, model };
    },
  };
}

/** The agent's side of an open conversation: answers what is unanswered, one turn at a time. */
export class Answering {
  readonly #options: AnsweringOptions;
  readonly #burst: Burst;
  readonly #headStart: HeadStart;
  readonly #agent: AgentAtWork;
  #turn: Turn | null = null;
  #running: Promise<void> | null = null;
  #triggeredAt = performance.now();

  /** Resolves when the conversation ends. */
  readonly #lastCall = deferred();

  constructor(options: AnsweringOptions) {
    this.#options = options;
    this.#burst = new Burst(options.quietTime);
    this.#headStart = new HeadStart(options.agent);
    const { agent, voice } = options;
    this.#agent = voice === null ? agent : { ...agent, catalog: spokenCatalog(this.#headStart.catalog, voice) };
  }

  /** Whether something is being answered. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Says that a message came, so that a burst of them is answered once. */
  heard(): void {
    this.#burst.heard(performance.now());
  }

  /** Begins to think of an answer to a message that may come so; what comes of it is used if it does. */
  expect(text: string): void {
    const { agent, observed, state, isOver } = this.#options;
    if (this.#turn !== null || state.takenOver !== null || isOver()) return;
    try {
      this.#headStart.begin(state, text);
    } catch (error) {
      // The turn itself will meet the same fault, and answer for it.
      agent.onFault(error, observed.requestId());
    }
  }

  /** Throws away what `expect` began. */
  unexpect(): void {
    this.#headStart.discard();
  }

  /** Says that there may be something to answer. */
  wake(): void {
    this.#triggeredAt = performance.now();
    if (this.#running) return;
    this.#running = this.#answer().then(
      (hasAgentEnded) => {
        this.#running = null;
        this.#options.onRest(hasAgentEnded);
      },
      (error: unknown) => {
        this.#running = null;
        this.#options.onBroken(error);
      },
    );
  }

  /** Stops the agent. Returns what it was cut off in, as the user has it. */
  interrupt(): PayloadOf<"agent.message.completed">[] {
    return this.#turn?.interrupt() ?? [];
  }

  /** Waits until nothing is being answered. Whoever ends the conversation does: nobody will come to hear it any more. */
  async settled(): Promise<void> {
    this.#lastCall.resolve();
    await this.#running;
  }

  /** Stops for good. */
  close(): void {
    this.#headStart.discard();
    this.#turn?.interrupt();
  }

  /** Answers until nothing is left unanswered; returns whether the agent ended the conversation. */
  async #answer(): Promise<boolean> {
    const { state, isOver } = this.#options;
    for (;;) {
      // The state knows of a message before it is durable; the model must not.
      await this.#options.settled();
      await this.#options.calls.takenUp();
      if (!isAnswerDue(state) || isOver()) return false;
      await this.#heard();
      if (isOver()) return false;
      const left = this.#burst.left(performance.now());
      if (left > 0) {
        await delay(left);
        continue;
      }
      this.#burst.answered();
      this.#turn = this.#open();
      const hasAgentEnded = await this.#turn.run();
      this.#turn = null;
      if (hasAgentEnded) return true;
      this.#options.onTurnOver();
    }
  }

  /** Waits until somebody can hear an answer, or nobody will. */
  async #heard(): Promise<void> {
    const { voice } = this.#options;
    if (voice !== null) await Promise.race([voice.isHeard(), this.#lastCall.promise]);
  }

  #open(): Turn {
    const { calls, observed, changes, state, voice, record, settled, pass } = this.#options;
    const shared = { calls, observed, changes, state, voice, record, settled, pass };
    return new Turn({ ...shared, agent: this.#agent, triggeredAt: this.#triggeredAt });
  }
}
