import { createHash } from "node:crypto";
import { type LateAnswer, readLateAnswer, STILL_RUNNING } from "../../domain/late-answers.ts";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { ModelMessage, ModelRequest, ModelToolCall } from "../../ports/language-model.ts";
import { clerkStep } from "./clerk.ts";
import {
  ask,
  askAgain,
  askForMore,
  type Dialogue,
  goOn,
  introduction,
  newDialogue,
  offer,
  offerTool,
  takeUpAside,
} from "./dialogue.ts";
import { answerOnRoute, answerUser } from "./replies.ts";
import { blamedField, failureInWords, handedOut, readResult, successInWords, type ToolResult } from "./report.ts";
import { PLATFORM_TOOLS, readSituation, type Situation } from "./situation.ts";

/** What the assistant says and calls next. */
export interface NextStep {
  text: string;
  call: ModelToolCall | null;
}

/**
 * Works out the next step from the request alone: the dialogue is gone through from its beginning, the user's words
 * read and the results of calls taken in, and what comes of the last message is said. The same request always gives
 * the same step; `now` is asked only where the system prompt has no date.
 */
export function nextStep(request: ModelRequest, now: () => Date): NextStep {
  const work = clerkStep(request, now);
  return work ? { text: work.text, call: work.call && toCall(work.call, request.messages) } : talk(request, now);
}

function talk(request: ModelRequest, now: () => Date): NextStep {
  const situation = readSituation(request, now);
  const dialogue = newDialogue();
  dialogue.hasMet = request.messages.length > MOST_MESSAGES;
  const calls = new Map<string, ModelToolCall>();
  const happenings = happeningsOf(request.messages);
  // It spoke first: what its greeting offered is worked out again, for the user may answer with a mere yes.
  if (happenings[0]?.type === "spoke") greet(dialogue, situation);
  for (const happening of happenings) take({ dialogue, situation, calls }, happening);
  if (happenings.length === 0) greet(dialogue, situation);
  const isSilent = dialogue.report.length + dialogue.say.length === 0 && dialogue.call === null;
  if (isSilent) askForMore(dialogue);
  const said = [...dialogue.report, ...dialogue.say];
  if (!dialogue.hasMet) said.unshift(`Hello! ${introduction(situation)}`);
  return { text: said.join(" "), call: dialogue.call && toCall(dialogue.call, request.messages) };
}

/** How far back the dialogue is gone through, and how much of a message is read: more than any form takes. */
const MOST_MESSAGES = 100;
const LONGEST_TEXT = 4_000;

type Happening =
  | { type: "said"; text: string }
  /** A note of the platform that asks for words: the user has joined, or the last message was cut off. */
  | { type: "note" }
  | { type: "spoke"; text: string; calls: readonly ModelToolCall[] }
  | { type: "returned"; callId: string; name: string; output: string; isError: boolean }
  | ({ type: "late" } & LateAnswer);

/** Lists what happened: notes told from words, and what the user said in several messages put together. */
function happeningsOf(messages: readonly ModelMessage[]): Happening[] {
  const happenings: Happening[] = [];
  for (const message of messages.slice(-MOST_MESSAGES)) {
    if (message.role === "assistant") happenings.push({ type: "spoke", text: message.text, calls: message.toolCalls });
    else if (message.role === "tool") happenings.push({ type: "returned", ...message });
    else addUserMessage(happenings, message.text);
  }
  return happenings;
}

function addUserMessage(happenings: Happening[], text: string): void {
  const late = readLateAnswer(text);
  if (late) happenings.push({ type: "late", ...late });
  else addWords(happenings, withoutNotes(text).slice(0, LONGEST_TEXT));
}

function addWords(happenings: Happening[], text: string): void {
  const last = happenings.at(-1);
  if (text === "") happenings.push({ type: "note" });
  else if (last?.type === "said") happenings[happenings.length - 1] = { type: "said", text: `${last.text} ${text}` };
  else happenings.push({ type: "said", text });
}

/** Takes off the lines in brackets: the platform's notes, which may stand alone or before what the user said. */
function withoutNotes(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*\[.*\]\s*$/.test(line))
    .join("\n")
    .trim();
}

interface Replay {
  dialogue: Dialogue;
  situation: Situation;
  calls: Map<string, ModelToolCall>;
}

function take(replay: Replay, happening: Happening): void {
  const { dialogue, situation } = replay;
  switch (happening.type) {
    case "said":
      begun(dialogue);
      answerUser({ dialogue, situation, text: happening.text });
      return forgetLookedUp(dialogue);
    case "note":
      begun(dialogue);
      return dialogue.hasMet ? askAgain(dialogue, situation) : greet(dialogue, situation);
    case "spoke":
      return takeSpoken(replay, happening);
    case "returned":
      return takeReturned(replay, happening);
    case "late": {
      const { tool: name, arguments: text, answer: output, failed: isError } = happening;
      return takeResult(replay, { name, output, isError, input: inputIn(text) });
    }
  }
}

/** Once the user has turned to something else, what was looked up is no part of it. */
function forgetLookedUp(dialogue: Dialogue): void {
  const { expects } = dialogue;
  const isOffered = typeof expects === "object" && "offer" in expects;
  if (!isOffered) dialogue.lookedUp = {};
}

/** What was to be said to an earlier message is void; what calls came to is still to be told. */
function begun(dialogue: Dialogue): void {
  dialogue.say = [];
  dialogue.call = null;
}

function greet(dialogue: Dialogue, situation: Situation): void {
  dialogue.say.push(`Hello! ${introduction(situation)}`);
  dialogue.hasMet = true;
  offer(dialogue, situation);
}

function takeSpoken({ dialogue, calls }: Replay, spoken: Extract<Happening, { type: "spoke" }>): void {
  begun(dialogue);
  dialogue.report = [];
  if (spoken.text !== "") dialogue.hasMet = true;
  for (const call of spoken.calls) {
    calls.set(call.callId, call);
    if (dialogue.form?.form.tool.name === call.name) dialogue.form = null;
  }
}

function takeReturned(replay: Replay, returned: Extract<Happening, { type: "returned" }>): void {
  const { name, output, isError, callId } = returned;
  if (output === STILL_RUNNING) {
    replay.dialogue.say = [];
    replay.dialogue.report.push("I am on it, and I will tell you as soon as it is done.");
    return;
  }
  takeResult(replay, { name, output, isError, input: inputIn(replay.calls.get(callId)?.arguments ?? "{}") });
}

interface Returned {
  name: string;
  output: string;
  isError: boolean;
  /** What the tool was called with. */
  input: JsonObject;
}

function takeResult(replay: Replay, returned: Returned): void {
  const { dialogue, situation } = replay;
  const { input } = returned;
  const result = readResult(returned.name, returned.output, returned.isError);
  dialogue.say = [];
  if (returned.name === "change_route") return takeNewRoute(replay, result, input);
  if (PLATFORM_TOOLS.has(returned.name)) return;
  if (returned.name === situation.transfer?.tool.name) return takeTransfer(dialogue, result);
  const form = situation.forms.find(({ tool }) => tool.name === returned.name);
  if (result.isFailure) return takeFailure(dialogue, { result, input, form });
  dialogue.report.push(successInWords(returned.name, form?.isChange ?? true, result.value));
  takeKnowledge(replay, form?.isChange === false ? input : {}, result.value);
}

/** Keeps what was looked up or handed out, and goes on with what that makes possible. */
function takeKnowledge({ dialogue, situation }: Replay, lookedUp: JsonObject, value: unknown): void {
  dialogue.known = handedOut(value);
  dialogue.lookedUp = lookedUp;
  if (dialogue.aside === null) offerSequel(dialogue, situation, lookedUp);
  else takeUpAside(dialogue);
}

function takeTransfer(dialogue: Dialogue, result: ToolResult): void {
  if (!result.isFailure) return void dialogue.report.push("You are being connected.");
  dialogue.report.push(`I am sorry, I could not connect you. ${failureInWords(result.reason)}`);
  askForMore(dialogue);
}

/** After looking something up, offers what can be done with it: the one tool that asks for the same and more. */
function offerSequel(dialogue: Dialogue, situation: Situation, input: JsonObject): void {
  const asked = Object.keys(input);
  const [sequel, ...others] = situation.forms.filter(
    ({ isChange, fields }) => isChange && asked.every((name) => fields.some((field) => field.name === name)),
  );
  if (sequel === undefined || others.length > 0 || asked.length === 0) askForMore(dialogue);
  else offerTool(dialogue, sequel);
}

function takeNewRoute({ dialogue, situation }: Replay, result: ToolResult, input: JsonObject): void {
  if (!result.isFailure && typeof input["route"] === "string") dialogue.route = input["route"];
  const { unanswered } = dialogue;
  dialogue.unanswered = null;
  if (dialogue.form !== null) return goOn(dialogue);
  if (unanswered === null) return offer(dialogue, situation);
  answerOnRoute({ dialogue, situation, text: unanswered });
}

interface Failure {
  result: Extract<ToolResult, { isFailure: true }>;
  input: JsonObject;
  form: Situation["forms"][number] | undefined;
}

/** Asks for another value where the failure is about one; otherwise whether to try again. */
function takeFailure(dialogue: Dialogue, { result, input, form }: Failure): void {
  if (result.isUncertain) {
    dialogue.report.push(
      "I cannot tell whether that was done, for no clear answer came. Please check before you try again.",
    );
    return askForMore(dialogue);
  }
  dialogue.report.push(`I am sorry, that did not work. ${failureInWords(result.reason)}`);
  if (form === undefined) return askForMore(dialogue);
  const blamed = blamedField(form, input, result.reason);
  const { [blamed?.name ?? ""]: _, ...values } = input;
  dialogue.form = { form, values };
  if (blamed !== null) return ask(dialogue, blamed);
  dialogue.expects = "correction";
  dialogue.say.push("Shall I try again, or should I change something?");
}

function inputIn(text: string): JsonObject {
  try {
    const input: unknown = JSON.parse(text);
    return isJsonObject(input) ? input : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The id is made of the conversation so far, so that it is unique in it and the same when the step is asked again. */
function toCall(planned: { name: string; input: JsonObject }, messages: readonly ModelMessage[]): ModelToolCall {
  const input = JSON.stringify(planned.input);
  const digest = createHash("sha256").update(JSON.stringify(messages)).update(input).digest("hex");
  return { callId: `call_${digest.slice(0, 16)}`, name: planned.name, arguments: input };
}
