import { readAnswer, withoutLeadIn } from "./answers.ts";
import { ask, awaitedField, carryOut, type Dialogue, dropForms, goOn, type Turn } from "./dialogue.ts";
import { escapePattern } from "./found.ts";
import * as intents from "./intents.ts";
import { type Mentions, readMentions } from "./mentions.ts";
import { givenInWords } from "./questions.ts";
import type { Field, ToolForm } from "./tool-form.ts";

/** Takes the answer to "is that right?": a yes, a no, or what should be different. */
export function confirm(turn: Turn): boolean {
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

/** Takes the answer to "what should I change?". */
export function correct(turn: Turn): boolean {
  const { dialogue, text } = turn;
  if (dialogue.expects !== "correction") return false;
  if (takeChanges(turn) || askNamed(turn)) return true;
  if (intents.isYes(text) || /\b(?:again|retry)\b/i.test(text)) carryOut(dialogue);
  else if (intents.isNo(text)) dropForms(dialogue);
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
  return new RegExp(`\\b${escapePattern(label)}\\b`, "i").test(text);
}

/** Takes the answer to the question for a field. */
export function takeAnswer({ dialogue, situation, text }: Turn): boolean {
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
  if (Object.hasOwn(values, field.name)) goOn(dialogue);
  else {
    dialogue.say.push(...noted(open.form, values));
    ask(dialogue, field);
  }
  return true;
}

/** Says what was understood besides the answer that is still missing. */
function noted(form: ToolForm, values: Readonly<Record<string, unknown>>): string[] {
  const parts = form.fields
    .filter(({ name }) => Object.hasOwn(values, name))
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
  const empty = fields.filter(({ name }) => !Object.hasOwn(given, name));
  const mentions = readMentions({ text, fields: empty, given, today, awaited: field });
  if (Object.hasOwn(mentions.values, field.name) || mentions.problems.length > 0) return mentions;
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
