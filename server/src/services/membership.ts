import { setTimeout as delay } from "node:timers/promises";
import { enterNode, type Node } from "../db/nodes.ts";
import { OperatorError } from "../domain/error.ts";

const RETRY_EVERY = 500;

interface Options {
  databaseUrl: string;
  /** How the other processes reach this one. */
  url: string;
}

/**
 * This process's place among those that share the database. When the connection that proves it alive breaks, it
 * gives up what it held and enters anew as soon as the database answers.
 */
export class Membership {
  readonly #options: Options;
  readonly #onLost: (() => void)[] = [];
  #node: Node | null = null;
  #isLeaving = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether the process has its place now. */
  isMember(): boolean {
    return this.#node !== null;
  }

  /** Returns the number under which conversations are held. Throws `unavailable` while the database is away. */
  nodeId(): number {
    if (this.#node) return this.#node.id;
    throw new OperatorError("unavailable", "The database does not answer. Try again in a moment.", {
      retryAfterSeconds: 1,
    });
  }

  /** Lets `listener` know when the process loses its place: what it held may be taken by others from then on. */
  whenLost(listener: () => void): void {
    this.#onLost.push(listener);
  }

  /** Enters. Throws what the database throws. */
  async enter(): Promise<void> {
    const node = await enterNode(this.#options.databaseUrl, this.#options.url);
    this.#node = node;
    void node.lost.then(() => this.#reenter());
  }

  /** Leaves, so that others need not wait to take over. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.#node?.leave();
  }

  async #reenter(): Promise<void> {
    this.#node = null;
    if (this.#isLeaving) return;
    for (const listener of this.#onLost) listener();
    while (!this.#isLeaving && !this.#node) {
      await delay(RETRY_EVERY, undefined, { ref: false });
      // The database is still away: the next try may find it.
      await this.enter().catch(() => undefined);
    }
  }
}
