import {
  type FakeAnswer,
  type FakeModelMessage,
  type FakeModelRequest,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";

/**
 * A model that takes the steps that its input names, one effect each, and then records what it did. It reads where it
 * stands from what it is shown, and nothing else; a call whose outcome nobody knows it does not make again.
 */
export class SteadyModel {
  /** Effects of which it was told that nobody knows whether they came about, `<run>/<step>`. */
  readonly unknown = new Set<string>();
  /** How often it was asked at each place of each run. */
  readonly #asked = new Map<string, number[]>();

  answer({ messages }: FakeModelRequest): FakeAnswer {
    const { run, steps } = inputOf(messages);
    const made = messages.flatMap((message) => message.tool_calls ?? []);
    const place = made.length;
    const asked = this.#asked.get(run) ?? [];
    asked[place] = (asked[place] ?? 0) + 1;
    this.#asked.set(run, asked);
    this.#noteUnknown(run, messages);
    const call =
      place < steps
        ? { name: "effect", arguments: JSON.stringify({ run, step: place + 1 }) }
        : { name: "record_output", arguments: JSON.stringify({ output: { run, steps }, summary: "Done." }) };
    return { firstPieceAfter: 30, pieceEvery: 0, pieces: [], toolCalls: [call] };
  }

  /** Says how many steps of a run were asked for more than once, each time counted. */
  repetitionsOf(run: string): number {
    return (this.#asked.get(run) ?? []).reduce((sum, times) => sum + times - 1, 0);
  }

  #noteUnknown(run: string, messages: readonly FakeModelMessage[]): void {
    const answers = messages.filter(({ role }) => role === "tool");
    for (const [index, message] of answers.entries()) {
      if (textOfMessage(message).includes("may or may not")) this.unknown.add(`${run}/${index + 1}`);
    }
  }
}

function inputOf(messages: readonly FakeModelMessage[]): { run: string; steps: number } {
  const text = messages
    .filter(({ role }) => role === "user")
    .map(textOfMessage)
    .join("\n");
  const run = /"run":\s*"(run-\d+)"/.exec(text)?.[1];
  const steps = /"steps":\s*(\d+)/.exec(text)?.[1];
  if (run === undefined || steps === undefined) throw new Error(`The model was shown no input: ${text.slice(0, 500)}`);
  return { run, steps: Number(steps) };
}
