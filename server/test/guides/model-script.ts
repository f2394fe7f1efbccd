import { z } from "zod";
import { isJsonObject } from "../../src/lib/json.ts";
import {
  type FakeAnswer,
  type FakeModelMessage,
  type FakeModelRequest,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";

const callSchema = z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) });

/** What `examples/<page>/model.json` holds; docs/guides/README.md says how it is read. */
const scriptSchema = z.strictObject({
  answers: z.array(
    z.strictObject({
      when: z
        .strictObject({
          user: z.string().optional(),
          system: z.string().optional(),
          result_of: z.string().optional(),
          result: z.string().optional(),
          model: z.string().optional(),
        })
        .default({}),
      times: z.number().int().min(1).optional(),
      say: z.string().default(""),
      calls: z.array(callSchema).default([]),
      pace: z.number().min(0).default(0),
      refuse_with: z.number().int().min(400).max(599).optional(),
    }),
  ),
});

type ModelScript = z.output<typeof scriptSchema>;
type ScriptedAnswer = ModelScript["answers"][number];

/** A model that answers by a page's script. */
export interface ModelByScript {
  answer(request: FakeModelRequest): FakeAnswer;
  /** What it was asked off script; empty when all went by it. */
  readonly offScript: readonly string[];
}

/** Reads a script. The first answer whose conditions hold is given; a request that fits none is an error, and noted. */
export function modelByScript(json: string): ModelByScript {
  const { answers } = scriptSchema.parse(JSON.parse(json));
  const left = new Map(answers.map((answer) => [answer, answer.times ?? Number.POSITIVE_INFINITY]));
  const offScript: string[] = [];
  return {
    offScript,
    answer(request) {
      const seen = seenIn(request);
      const chosen = answers.find((answer) => (left.get(answer) ?? 0) > 0 && fits(answer, seen));
      if (chosen === undefined) {
        const asked = `No answer of the script fits what ${request.model} was asked: ${JSON.stringify(seen.last)}`;
        offScript.push(asked);
        throw new Error(asked);
      }
      left.set(chosen, (left.get(chosen) ?? 0) - 1);
      return spoken(chosen, seen);
    },
  };
}

/** What the conditions and the placeholders look at. */
interface Seen {
  model: string;
  system: string;
  /** The user's last message. */
  user: string;
  last: { role: string; text: string };
  /** The tool whose result came last; null when the user spoke since. */
  resultOf: string | null;
  result: unknown;
}

function seenIn({ model, messages }: FakeModelRequest): Seen {
  const last = messages.at(-1);
  const isResult = last?.role === "tool";
  const ask = messages.flatMap(({ tool_calls = [] }) => tool_calls).find(({ id }) => id === last?.tool_call_id);
  const textOfLast = (role: string) => {
    const found = messages.findLast((message: FakeModelMessage) => message.role === role);
    return found ? textOfMessage(found) : "";
  };
  const text = last ? textOfMessage(last) : "";
  return {
    model,
    system: textOfLast("system"),
    user: textOfLast("user"),
    last: { role: last?.role ?? "nobody", text },
    resultOf: isResult ? (ask?.function.name ?? "") : null,
    result: isResult ? readResult(text) : null,
  };
}

function readResult(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fits({ when }: ScriptedAnswer, seen: Seen): boolean {
  const holds = (part: string | undefined, text: string) =>
    part === undefined || text.toLowerCase().includes(part.toLowerCase());
  // What the user said is answered once; what a tool answered is another matter.
  if (when.result_of === undefined ? seen.resultOf !== null : seen.resultOf !== when.result_of) return false;
  return (
    holds(when.user, seen.user) &&
    holds(when.system, seen.system) &&
    holds(when.model, seen.model) &&
    holds(when.result, seen.last.text)
  );
}

function spoken(answer: ScriptedAnswer, seen: Seen): FakeAnswer {
  const say = filled(answer.say, seen);
  return {
    firstPieceAfter: answer.pace,
    pieceEvery: answer.pace,
    pieces: String(say).match(/\S+\s*/g) ?? [],
    toolCalls: answer.calls.map((call) => ({
      name: call.name,
      arguments: JSON.stringify(filled(call.arguments, seen)),
    })),
    ...(answer.refuse_with === undefined ? {} : { refuseWith: answer.refuse_with }),
  };
}

const PLACEHOLDER = /\$\{([\w.]+)\}/g;

/** Puts values into the texts of a value; a text that is one placeholder and nothing else becomes the value itself. */
function filled(value: unknown, seen: Seen): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, seen));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part, seen)]));
  if (typeof value !== "string") return value;
  const whole = /^\$\{([\w.]+)\}$/.exec(value)?.[1];
  if (whole !== undefined) return valueAt(whole, seen);
  return value.replace(PLACEHOLDER, (_, path: string) => String(valueAt(path, seen)));
}

const DAY = 86_400_000;

function valueAt(path: string, { user, result }: Seen): unknown {
  const [first, ...rest] = path.split(".");
  if (first === "user") return user;
  if (first === "in_days") return new Date(Date.now() + Number(rest[0]) * DAY).toISOString().slice(0, 10);
  if (first !== "result") throw new Error(`\${${path}} is neither user, result.… nor in_days.…`);
  const found = rest.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], result);
  if (found === undefined) throw new Error(`\${${path}} is not in the tool's result: ${JSON.stringify(result)}`);
  return found;
}
