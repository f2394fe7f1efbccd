import { setTimeout as delay } from "node:timers/promises";
import { ClientTools } from "./client-tools.ts";
import { nonceOf, OPENING, writeAsk } from "./dialogue.ts";
import { Disconnected, RecordingClient, type SentMessage } from "./recording-client.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { drawPlan } from "./soak-tools.ts";
import type { SoakWorld } from "./soak-world.ts";

/** The longest that a user waits for anything, restarts included. */
const PATIENCE = 60_000;
/** Between two attempts to come back. */
const BETWEEN_ATTEMPTS = 50;
/** A user begins within this, so that the users of a batch are at different places of their turns. */
const LATEST_START = 300;
/** How often a user interrupts, how often the network drops a connection, how often another window takes over. */
const INTERRUPTION_SHARE = 0.35;
const DROP_SHARE = 0.1;
const TAKEOVER_SHARE = 0.08;
/** How often an ask takes calls, and how often a user hangs up without waiting for them. */
const PLAN_SHARE = 0.75;
const ABRUPT_SHARE = 0.15;
/** About the length of a turn of the soak's model, calls included. */
const TURN = 500;

/** One user of the soak, talking until told to come to an end. */
export class Story {
  readonly client: RecordingClient;
  readonly tools: ClientTools;
  /** Whether the user waits for all calls before the end. */
  readonly isCalm: boolean;
  /** How often the user spoke without waiting for the answer. */
  interruptions = 0;
  readonly #world: SoakWorld;
  readonly #random: SeededRandom;
  #isEnding = false;
  #waitsFor: string | null = null;
  #count = 0;

  constructor(world: SoakWorld, conversation: { id: string; token: string }, random: SeededRandom) {
    this.#world = world;
    this.#random = random;
    this.isCalm = random.next() >= ABRUPT_SHARE;
    this.tools = new ClientTools({
      random,
      send: (answer) => this.client.send(answer, `answer-${answer.call_id}`),
      drop: () => this.client.drop(),
    });
    this.client = new RecordingClient(conversation, {
      opened: () => this.tools.resend(),
      came: (event) => this.tools.take(event),
    });
  }

  /** Talks, comes back whenever the connection is lost, and ends the conversation once `comeToAnEnd` was called. */
  async tell(): Promise<void> {
    await delay(this.#random.between(0, LATEST_START));
    await this.#persist("the conversation's start", () => this.client.untilStarted());
    while (!this.#isEnding) await this.#ask();
    if (this.isCalm) await this.#comeToRest();
    else {
      this.client.say(this.#message({ hasCalls: true }));
      await delay(this.#random.between(0, TURN));
    }
    this.#waitsFor = "the end";
    await this.#persist("the end", () => this.client.end());
    this.#waitsFor = null;
  }

  /** Lets the story end after the turn under way and one more. */
  comeToAnEnd(): void {
    this.#isEnding = true;
  }

  /** Whether an answer is due. */
  isWaiting(): boolean {
    return this.#waitsFor !== null;
  }

  /** Describes why the story broke off; throws what is no fault of the server's. */
  failure(error: unknown): string {
    this.client.drop();
    const events = this.client.connections.flatMap((connection) => connection.events);
    const last = events.slice(-3).map((event) => JSON.stringify(event.payload));
    return `${error instanceof Error ? error.message : String(error)} The last it got: ${last.join(" ")}`;
  }

  /** Proves that the conversation is as alive as before, tools included, and hears of every call. */
  async #comeToRest(): Promise<void> {
    await this.#say({ hasCalls: true });
    await this.#persist("calls to come back and be told", () => this.client.untilAllIsTold());
    await this.#say({ hasCalls: false });
  }

  async #ask(): Promise<void> {
    const random = this.#random;
    const hasCalls = random.next() < PLAN_SHARE;
    if (random.next() < DROP_SHARE) this.#soon(() => this.client.drop());
    if (random.next() < TAKEOVER_SHARE) this.#soon(() => this.#takeOver());
    while (random.next() < INTERRUPTION_SHARE) {
      this.interruptions += 1;
      // Some are cut off in their words, others in their calls.
      this.client.say(this.#message({ hasCalls: random.next() < PLAN_SHARE }));
      await delay(random.between(0, TURN));
    }
    await this.#say({ hasCalls });
  }

  #soon(act: () => void | Promise<void>): void {
    void delay(this.#random.between(0, TURN)).then(act);
  }

  async #takeOver(): Promise<void> {
    await this.#world.servers.up;
    // Whoever waits for something of this connection hears that it failed, and opens the next.
    await this.client.connect(this.#world.servers.one.url()).catch(() => undefined);
  }

  async #say(ask: { hasCalls: boolean }): Promise<void> {
    const message = this.#message(ask);
    this.client.say(message);
    this.#waitsFor = message.id;
    await this.#persist(`the answer to ${message.id}`, () => this.client.untilAnswered(message));
    this.#waitsFor = null;
  }

  #message({ hasCalls }: { hasCalls: boolean }): SentMessage {
    const nonce = nonceOf(this.client.conversationId, this.#count++);
    const plan = hasCalls ? drawPlan(this.#random) : [];
    return { id: `message-${nonce}`, text: writeAsk({ nonce, plan }), answerOpening: OPENING + nonce };
  }

  /** Waits for something, reconnecting as often as need be. */
  async #persist(what: string, wait: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    let attempt = wait;
    for (;;) {
      try {
        return await within(deadline, attempt());
      } catch (error) {
        if (!(error instanceof Disconnected)) throw new Error(`Waited in vain for ${what}.`, { cause: error });
        await delay(BETWEEN_ATTEMPTS);
        await this.#world.servers.up;
        attempt = async () => {
          await this.client.connect(this.#world.servers.one.url());
          await wait();
        };
      }
    }
  }
}

async function within(deadline: number, waiting: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The patience ran out.")), deadline - Date.now());
  });
  try {
    await Promise.race([waiting, late]);
  } finally {
    clearTimeout(timer);
  }
}
