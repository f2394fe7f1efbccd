import * as intents from "./intents.ts";
import { readAnswer, withoutLeadIn } from "./answers.ts";
import {
  ask,
  askAgain,
  askForMore,
  begin,
  carryOut,
  type Dialogue,
  dropForms,
  goOn,
  introduction,
  offer,
} from "./dialogue.ts";
import { type Mentions, readMentions } from "./mentions.ts";
import type { Situation } from "./situation.ts";
import { asksFor, chooseRoutes, chooseTools } from "./tool-choice.ts";
import type { Field, ToolForm } from "./tool-form.ts";
import { givenInWords } from "./questions.ts";
import { actionOf, listInWords } from "./wording.ts";

/** What the user said, and all there is to answer it with. */
export interface Turn {
  dialogue: Dialogue;
  situation: Situation;
  text: string;
}

/** Answers what the user said: the first that understands it does. */
export function answerUser(turn: Turn): void {
  const handlers = [takeLeave, fetchHuman, introduceItself, dropForm, bePolite, lookUpFirst];
  const inForm = [confirm, correct, takeAnswer];
  const outside = [answerOffer, startTool, takeRoute, startFromValues, chat];
  const all = [...handlers, ...(turn.dialogue.form === null ? outside : inForm)];
  all.some((handler) => handler(turn));
}

/** Answers what was said before the route changed, now that the route's tools are there. */
export function answerOnRoute(turn: Turn): void {
  const understood = startTool(turn) || startFromValues(turn);
  if (!understood) offer(turn.dialogue, turn.situation);
}

function takeLeave({ dialogue, situation, text }: Turn): boolean {
  const isAgreement = dialogue.expects === "confirmation" && intents.isYes(text);
  if (!intents.isGoodbye(text) || isAgreement || isFreeText({ dialogue, situation, text })) return false;
  sayGoodbye(dialogue, situation);
  return true;
}

/** Whether a text of some length answers a question to which anything is an answer. */
function isFreeText({ dialogue, text }: Turn): boolean {
  return awaitedField(dialogue)?.kind === "text" && text.trim().split(/\s+/).length > 3;
}

function awaitedField({ form, expects }: Dialogue): Field | undefined {
  if (typeof expects !== "object" || !("field" in expects)) return undefined;
  return form?.form.fields.find(({ name }) => name === expects.field);
}

function sayGoodbye(dialogue: Dialogue, situation: Situation): void {
  dialogue.form = null;
  dialogue.aside = null;
  dialogue.expects = "anything";
  dialogue.say.push("Thank you, and goodbye!");
  if (situation.canEnd) dialogue.call = { name: "end_conversation", input: {} };
}

function fetchHuman({ dialogue, situation, text }: Turn): boolean {
  if (!intents.asksForHuman(text)) return false;
  const { transfer } = situation;
  if (transfer === null) {
    dialogue.say.push("I am sorry, there is nobody here I could connect you to.");
    askAgain(dialogue, situation);
    return true;
  }
  const values = transfer.fields
    .filter(({ isRequired }) => isRequired)
    .map((field) => [field.name, transferValue(field, text)]);
  dialogue.say.push("I will connect you.");
  dialogue.call = { name: transfer.tool.name, input: Object.fromEntries(values) };
  return true;
}

function transferValue(field: Field, text: string): unknown {
  if (field.fallback !== undefined) return field.fallback;
  const answer = readAnswer(field, text, "");
  return "value" in answer ? answer.value : (field.choices[0] ?? text);
}

function introduceItself({ dialogue, situation, text }: Turn): boolean {
  const isHelp = intents.asksForHelp(text);
  if (!isHelp && !intents.asksWhoYouAre(text)) return false;
  dialogue.say.push(introduction(situation));
  dialogue.hasMet = true;
  if (dialogue.form !== null)
    dialogue.say.push(`We are about to ${actionOf(dialogue.form.form.tool.name)}; say cancel to stop.`);
  else if (isHelp) dialogue.expects = "anything";
  askAgain(dialogue, situation);
  return true;
}

function dropForm({ dialogue, text }: Turn): boolean {
  if (dialogue.form === null || !intents.isCancel(text)) return false;
  dialogue.say.push("All right, I have dropped that.");
  dropForms(dialogue);
  return true;
}

/** Greetings and thanks in between, and what was not heard: then the question is put again. */
function bePolite({ dialogue, situation, text }: Turn): boolean {
  const isShort = text.trim().split(/\s+/).length <= 3;
  if (!isShort || dialogue.form === null) return false;
  const isOnlyPolite = intents.isHello(text) || intents.isThanks(text) || intents.asksToRepeat(text);
  if (isOnlyPolite) askAgain(dialogue, situation);
  return isOnlyPolite;
}

/** In the middle of a form something else may be asked for: it is looked up and the form goes on, or replaces it. */
function lookUpFirst({ dialogue, situation, text }: Turn): boolean {
  const open = dialogue.form;
  if (open === null || isFreeText({ dialogue, situation, text })) return false;
  const other = situation.forms.find((form) => form.tool.name !== open.form.tool.name && asksFor(text, form));
  if (other === undefined || asksFor(text, open.form)) return false;
  if (!other.isChange) dialogue.aside = open;
  begin(dialogue, situation, { form: other, text });
  return true;
}

function confirm(turn: Turn): boolean {
  const { dialogue, text } = turn;
  if (dialogue.expects !== "confirmation") return false;
  if (takeChanges(turn)) return true;
  if (intents.isYes(text)) carryOut(dialogue);
  else if (askNamed(turn)) return true;
  else if (intents.isNo(text)) {
    dialogue.expects = "correction";
    dialogue.say.push("What should I change? Say cancel to drop it.");
  } else {
    dialogue.say.push("Please say yes or no, or what should be different.");
    goOn(dialogue);
  }
  return true;
}

function correct(turn: Turn): boolean {
  const { dialogue, text } = turn;
  if (dialogue.expects !== "correction") return false;
  if (takeChanges(turn) || askNamed(turn)) return true;
  if (intents.isYes(text) || /\b(?:again|retry)\b/i.test(text)) carryOut(dialogue);
  else if (intents.isNo(text)) return dropForm({ ...turn, text: "cancel" });
  else
    dialogue.say.push(
      `I did not understand what to change. Say what it is, such as "the ${exampleLabel(dialogue)}", or cancel.`,
    );
  return true;
}

function exampleLabel(dialogue: Dialogue): string {
  return dialogue.form?.form.fields[0]?.label ?? "date";
}

/** Takes new values for a complete form; false when the text has none. */
function takeChanges({ dialogue, situation, text }: Turn): boolean {
  const open = dialogue.form;
  if (open === null) return false;
  const { fields } = open.form;
  const mentions = readMentions({ text, fields, given: open.values, today: situation.today, awaited: null });
  const changed = Object.entries(mentions.values).filter(([name, value]) => open.values[name] !== value);
  if (changed.length === 0 && mentions.problems.length === 0) return false;
  Object.assign(open.values, Object.fromEntries(changed));
  dialogue.say.push(...mentions.problems);
  goOn(dialogue);
  return true;
}

/** Asks for the field that the text names without a value: "change the time". */
function askNamed({ dialogue, text }: Turn): boolean {
  const named = dialogue.form?.form.fields.find((field) => namesField(text, field));
  if (named === undefined) return false;
  ask(dialogue, named);
  return true;
}

function namesField(text: string, { label }: Field): boolean {
  return new RegExp(`\\b${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`, "i").test(text);
}

function takeAnswer({ dialogue, situation, text }: Turn): boolean {
  const open = dialogue.form;
  const field = awaitedField(dialogue);
  if (open === null || field === undefined) return false;
  if (intents.isQuestion(text) && TAKES_ANYTHING.has(field.kind)) {
    dialogue.say.push("I cannot answer that while I am filling this in.");
    ask(dialogue, field);
    return true;
  }
  const { values, problems } = understand(field, { dialogue, situation, text });
  Object.assign(open.values, values);
  dialogue.say.push(...problems);
  if (field.name in values) goOn(dialogue);
  else {
    dialogue.say.push(...noted(open.form, values));
    ask(dialogue, field);
  }
  return true;
}

/** Says what was understood besides the answer that is still missing. */
function noted(form: ToolForm, values: Readonly<Record<string, unknown>>): string[] {
  const parts = form.fields
    .filter(({ name }) => name in values)
    .map((field) => `${field.label} ${givenInWords(field, values[field.name])}`);
  return parts.length === 0 ? [] : [`I have noted: ${parts.join(", ")}.`];
}

const TAKES_ANYTHING = new Set<Field["kind"]>(["text", "name", "code"]);
const TAKES_ALL = new Set<Field["kind"]>(["text", "boolean", "list", "json"]);

/** Reads an answer, and what else was said along with it, as in "Ann, tomorrow at 3". */
function understand(field: Field, { dialogue, situation, text }: Turn): Omit<Mentions, "rest"> {
  const { today } = situation;
  const open = dialogue.form;
  if (open === null || TAKES_ALL.has(field.kind)) return fromAnswer(field, text, today);
  const { fields } = open.form;
  const { [field.name]: _, ...given } = open.values;
  // What was given before is not changed in passing.
  const empty = fields.filter(({ name }) => !(name in given));
  const mentions = readMentions({ text, fields: empty, given, today, awaited: field });
  if (field.name in mentions.values || mentions.problems.length > 0) return mentions;
  const isElsewhere = Object.keys(mentions.values).length > 0;
  const rest = isElsewhere ? leftOver(mentions.rest) : text;
  if (withoutLeadIn(rest).trim() === "") return mentions;
  const answer = fromAnswer(field, rest, today);
  if (answer.problems.length === 0) return { ...answer, values: { ...mentions.values, ...answer.values } };
  // It does not answer the question; it may be a second thought about an earlier one.
  const secondThoughts = readMentions({ text, fields, given, today, awaited: null });
  return Object.keys(secondThoughts.values).length > 0 ? secondThoughts : answer;
}

/** What is left of a text when what was understood and the small words around it are taken out. */
function leftOver(rest: string): string {
  const words = rest.replace(/\|+/g, " ").split(/[\s,;.]+/);
  return words.filter((word) => !/^(?:at|on|for|and|by|in|a|an|the|please|)$/i.test(word)).join(" ");
}

function fromAnswer(field: Field, text: string, today: string): Omit<Mentions, "rest"> {
  const answer = readAnswer(field, text, today);
  return "value" in answer
    ? { values: { [field.name]: answer.value }, problems: [] }
    : { values: {}, problems: [answer.problem] };
}

function answerOffer({ dialogue, situation, text }: Turn): boolean {
  const { expects } = dialogue;
  const offered =
    typeof expects === "object" && "offer" in expects
      ? situation.forms.find(({ tool }) => tool.name === expects.offer)
      : null;
  const isBare = text.trim().split(/\s+/).length <= 3;
  if (!isBare || (expects !== "more" && !offered)) return false;
  if (intents.isNo(text)) {
    if (offered) askForMore(dialogue);
    else sayGoodbye(dialogue, situation);
    return true;
  }
  if (!intents.isYes(text)) return false;
  if (offered) begin(dialogue, situation, { form: offered, text });
  else offer(dialogue, situation);
  return true;
}

function startTool({ dialogue, situation, text }: Turn): boolean {
  const chosen = preferred(chooseTools(text, situation.forms));
  const [only, ...others] = chosen;
  if (only === undefined) return false;
  if (others.length === 0) begin(dialogue, situation, { form: only, text });
  else
    dialogue.say.push(
      `Would you like to ${listInWords(
        chosen.map((form) => actionOf(form.tool.name)),
        "or",
      )}?`,
    );
  return true;
}

/** Among tools that fit equally, one that only looks is not what "an appointment" asks for, nor one that undoes. */
function preferred(forms: readonly ToolForm[]): ToolForm[] {
  const making = forms.filter(
    (form) => form.isChange && !/^(?:cancel|delete|remove|stop|close|revoke)/i.test(form.tool.name),
  );
  return making.length === 1 ? making : [...forms];
}

function takeRoute({ dialogue, situation, text }: Turn): boolean {
  const [route, ...others] = chooseRoutes(text, situation.routes).filter(({ name }) => name !== dialogue.route);
  if (route === undefined || others.length > 0) return false;
  dialogue.unanswered = text;
  dialogue.call = { name: "change_route", input: { route: route.name } };
  return true;
}

/** "Tomorrow at 3" names no tool, but may fit the fields of one only. */
function startFromValues({ dialogue, situation, text }: Turn): boolean {
  const { today, forms } = situation;
  const found = forms
    .filter((form) => form.isChange)
    .map((form) => ({ form, ...readMentions({ text, fields: form.fields, given: {}, today, awaited: null }) }))
    .map(({ form, values }) => ({ form, count: Object.keys(values).length }));
  const most = Math.max(1, ...found.map(({ count }) => count));
  const [only, ...others] = found.filter(({ count }) => count === most);
  if (only === undefined || others.length > 0 || intents.isQuestion(text)) return false;
  begin(dialogue, situation, { form: only.form, text });
  return true;
}

function chat({ dialogue, situation, text }: Turn): boolean {
  if (intents.isThanks(text)) {
    dialogue.say.push("You are welcome.");
    askForMore(dialogue);
  } else if (intents.isHello(text)) {
    if (dialogue.hasMet) dialogue.say.push("Hello!");
    offer(dialogue, situation);
  } else {
    dialogue.say.push("I did not understand that: I am only simulated, and go by a few rules.");
    offer(dialogue, situation);
  }
  return true;
}
