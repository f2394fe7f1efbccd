import { setTimeout as delay } from "node:timers/promises";
import { OPENING, writeAsk } from "./dialogue.ts";
import { Disconnected, RecordingClient, type SentMessage } from "./recording-client.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { SoakWorld } from "./soak-world.ts";

/** The longest that a user waits for anything, restarts included. */
const PATIENCE = 45_000;
/** Between two attempts to come back. */
const BETWEEN_ATTEMPTS = 50;
/** A user begins within this, so that the users of a batch are at different places of their turns. */
const LATEST_START = 300;
/** How often a user interrupts, and how often the network drops a connection. */
const INTERRUPTION_SHARE = 0.2;
const DROP_SHARE = 0.1;
/** About the length of a turn of the soak's model. */
const TURN = 150;

/** One user of the soak, talking until told to come to an end. */
export class Story {
  readonly client: RecordingClient;
  readonly #world: SoakWorld;
  readonly #random: SeededRandom;
  #isEnding = false;
  #waitsFor: string | null = null;
  #count = 0;

  constructor(world: SoakWorld, conversation: { id: string; token: string }, random: SeededRandom) {
    this.#world = world;
    this.#random = random;
    this.client = new RecordingClient(conversation);
  }

  /** Talks, comes back whenever the connection is lost, and ends the conversation once `comeToAnEnd` was called. */
  async tell(): Promise<void> {
    await delay(this.#random.between(0, LATEST_START));
    await this.#persist("the conversation's start", () => this.client.untilStarted());
    while (!this.#isEnding) await this.#ask();
    // Proves that the conversation is as alive as before, tools included.
    await this.#say({ wantsTool: true });
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

  async #ask(): Promise<void> {
    const wantsTool = this.#random.next() < 0.5;
    if (this.#random.next() < DROP_SHARE) void delay(this.#random.between(0, TURN)).then(() => this.client.drop());
    if (this.#random.next() >= INTERRUPTION_SHARE) return this.#say({ wantsTool });
    this.client.say(this.#message(wantsTool));
    await delay(this.#random.between(0, TURN));
    await this.#say({ wantsTool: false });
  }

  async #say({ wantsTool }: { wantsTool: boolean }): Promise<void> {
    const message = this.#message(wantsTool);
    this.client.say(message);
    this.#waitsFor = message.id;
    await this.#persist(`the answer to ${message.id}`, () => this.client.untilAnswered(message));
    this.#waitsFor = null;
  }

  #message(wantsTool: boolean): SentMessage {
    const nonce = `${this.#count++}-${this.client.conversationId.slice(5).toLowerCase()}-`;
    return { id: `message-${nonce}`, text: writeAsk({ nonce, wantsTool }), answerOpening: OPENING + nonce };
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
        await this.#world.up;
        attempt = async () => {
          await this.client.connect(this.#world.server.url());
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
