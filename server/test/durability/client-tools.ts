import { setTimeout as delay } from "node:timers/promises";
import type { ClientPayload, EventEnvelope } from "../../src/domain/event.ts";
import { noteOf } from "./dialogue.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { SOAK_TOOLS } from "./soak-tools.ts";

type ToolAnswer = Extract<ClientPayload, { type: "tool.result.send" }>;

/** What tools of the client are carried out with. */
interface ClientToolsOptions {
  random: SeededRandom;
  /** Sends an answer, if there is a connection. */
  send(answer: ToolAnswer): void;
  /** Drops the connection. */
  drop(): void;
}

/** The longest that the client takes for a call. */
const SLOWEST = 300;

/** Carries out the calls that are the client's: at once, late, twice, or never. */
export class ClientTools {
  /** All answers that it meant to give, in their order, by call id. */
  readonly answers = new Map<string, ToolAnswer[]>();
  readonly #options: ClientToolsOptions;
  readonly #settled = new Set<string>();

  constructor(options: ClientToolsOptions) {
    this.#options = options;
  }

  /** Takes in what the conversation says of calls. */
  take({ payload }: EventEnvelope): void {
    if (payload.type === "agent.tool_call.returned") this.#settled.add(payload.call_id);
    if (payload.type !== "agent.tool_call.created" || payload.ns !== "client") return;
    const { call_id, name, arguments: text } = payload;
    void this.#carryOut({ callId: call_id, name, ...(JSON.parse(text) as { act: string }), note: noteOf(text) ?? "" });
  }

  /** Sends again what may have been lost with a connection. */
  resend(): void {
    for (const [callId, answers] of this.answers) {
      if (!this.#settled.has(callId)) for (const answer of answers) this.#options.send(answer);
    }
  }

  async #carryOut(call: { callId: string; name: string; act: string; note: string }): Promise<void> {
    const { random, drop } = this.#options;
    const { callId, act, note } = call;
    const done = { result: { kept: note } };
    await delay(random.between(0, SLOWEST));
    switch (act) {
      case "answer":
        return this.#answer(callId, done);
      case "fail":
        return this.#answer(callId, { error: "The user said no." });
      case "repeat":
        this.#answer(callId, done);
        return this.#answer(callId, { result: { kept: "again" } });
      case "gone":
        drop();
        return this.#answer(callId, done);
      case "late":
        await delay(1.5 * (SOAK_TOOLS.find((tool) => tool.name === call.name)?.timeLimit ?? 0));
        return this.#answer(callId, done);
      default:
      // Says nothing, as to a call that it cannot carry out.
    }
  }

  #answer(callId: string, said: { result: unknown } | { error: string }): void {
    const answer: ToolAnswer = { type: "tool.result.send", call_id: callId, ...said };
    this.answers.set(callId, [...(this.answers.get(callId) ?? []), answer]);
    this.#options.send(answer);
  }
}
