import type { ConversationState } from "../domain/conversation-state.ts";
import { STOPPED } from "../lib/stopped.ts";
import type { LanguageModel, ModelCatalog, ModelPart, ModelRequest } from "../ports/language-model.ts";
import type { AgentAtWork } from "./agent-at-work.ts";

/** What of a request decides its answer. */
type Question = Omit<ModelRequest, "signal">;

interface Begun {
  readonly key: string;
  readonly parts: PartBuffer;
  readonly abort: AbortController;
}

/**
 * Asks the model before the user's turn is certainly over, and gives the answer to the turn if that comes to ask the very
 * same. Nothing of it is heard, stored or acted upon before.
 */
export class HeadStart {
  readonly catalog: ModelCatalog;
  readonly #agent: AgentAtWork;
  #begun: Begun | null = null;

  constructor(agent: AgentAtWork) {
    this.#agent = agent;
    const { catalog } = agent;
    this.catalog = {
      vendors: () => catalog.vendors(),
      resolve: (name) => {
        const resolved = catalog.resolve(name);
        return "problem" in resolved ? resolved : { ...resolved, model: this.#taking(name, resolved.model) };
      },
    };
  }

  /** Asks what a turn would ask if the user said this. */
  begin(state: ConversationState, text: string): void {
    this.discard();
    const message = { type: "user.message.received" as const, text, client_event_id: null };
    const { models, ...step } = this.#agent.prepareStep(state, [message]);
    const name = models[0] as string;
    const resolved = this.#agent.catalog.resolve(name);
    // A model that speaks itself answers what it heard; it cannot be asked what would be.
    if ("problem" in resolved || resolved.spoken !== undefined) return;
    const { system, messages, tools } = step;
    const question = { model: resolved.modelName, system, messages, tools };
    const abort = new AbortController();
    const parts = new PartBuffer(resolved.model.stream({ ...question, signal: abort.signal }));
    this.#begun = { key: keyOf(name, question), parts, abort };
  }

  /** Throws away what was begun. */
  discard(): void {
    this.#begun?.abort.abort(STOPPED);
    this.#begun = null;
  }

  #taking(name: string, model: LanguageModel): LanguageModel {
    return {
      stream: (request) => {
        const begun = this.#begun;
        if (begun === null) return model.stream(request);
        this.#begun = null;
        if (begun.key !== keyOf(name, request)) {
          begun.abort.abort(STOPPED);
          return model.stream(request);
        }
        return begun.parts.read(request.signal, begun.abort);
      },
    };
  }
}

function keyOf(name: string, { system, messages, tools }: Question): string {
  return JSON.stringify([name, system, messages, tools]);
}

/** Reads a stream ahead, for somebody who comes later. */
class PartBuffer {
  readonly #parts: ModelPart[] = [];
  /** Settles as the stream does. */
  readonly #ending: Promise<void>;
  #isOver = false;
  #more: (() => void) | null = null;

  constructor(stream: AsyncIterable<ModelPart>) {
    this.#ending = this.#fill(stream).finally(() => {
      this.#isOver = true;
      this.#more?.();
    });
    // Whoever reads hears of it; whoever never does need not.
    this.#ending.catch(() => undefined);
  }

  async *read(signal: AbortSignal, abort: AbortController): AsyncGenerator<ModelPart, void> {
    const stop = (): void => abort.abort(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    try {
      for (let index = 0; ; ) {
        const part = this.#parts[index];
        if (part !== undefined) {
          index += 1;
          yield part;
        } else if (this.#isOver) break;
        else await this.#next();
      }
    } finally {
      signal.removeEventListener("abort", stop);
      if (!this.#isOver) stop();
    }
    await this.#ending;
  }

  async #fill(stream: AsyncIterable<ModelPart>): Promise<void> {
    for await (const part of stream) {
      this.#parts.push(part);
      this.#more?.();
    }
  }

  async #next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#more = resolve;
    });
    this.#more = null;
  }
}
