import type { JsonObject } from "../../lib/json.ts";
import { checked } from "./answers.ts";
import { readMentions } from "./mentions.ts";
import { abilities, confirmationFor, questionFor } from "./questions.ts";
import type { Situation } from "./situation.ts";
import type { Field, ToolForm } from "./tool-form.ts";
import { actionOf, listInWords, wordsOfName } from "./wording.ts";

/** A form being filled in. */
export interface OpenForm {
  form: ToolForm;
  values: JsonObject;
}

/** What the assistant's last words asked for. */
export type Expectation = "anything" | "more" | "confirmation" | "correction" | { offer: string } | { field: string };

/** A call the assistant decided on. */
export interface PlannedCall {
  name: string;
  input: JsonObject;
}

/** Where a dialogue stands. It is worked out anew from the messages each time, and changed only while that is done. */
export interface Dialogue {
  form: OpenForm | null;
  /** A form put aside while something is looked up for it. */
  aside: OpenForm | null;
  expects: Expectation;
  /** Values by parameter name that doing something has handed out. */
  known: JsonObject;
  /** What was last looked up, which counts for what the user says to that, and not for what they want later. */
  lookedUp: JsonObject;
  route: string | null;
  /** What the user said that made the assistant change the route, and is still to be answered. */
  unanswered: string | null;
  /** Whether the user has been told that this is a simulation. */
  hasMet: boolean;
  /** The outcome of calls, not yet told. */
  report: string[];
  say: string[];
  call: PlannedCall | null;
}

/** What the user said, and all there is to answer it with. */
export interface Turn {
  dialogue: Dialogue;
  situation: Situation;
  text: string;
}

/** A dialogue in which nothing was said. */
export function newDialogue(): Dialogue {
  return {
    form: null,
    aside: null,
    expects: "anything",
    known: {},
    lookedUp: {},
    route: null,
    unanswered: null,
    hasMet: false,
    report: [],
    say: [],
    call: null,
  };
}

/** Opens a form with what the text says already and what is known; then asks, confirms or calls. */
export function begin(dialogue: Dialogue, situation: Situation, opening: { form: ToolForm; text: string }): void {
  const { form, text } = opening;
  const { today } = situation;
  const { values, problems } = readMentions({ text, fields: form.fields, given: {}, today, awaited: null });
  dialogue.form = { form, values: form.isChange ? { ...knownFor(form, dialogue), ...values } : values };
  dialogue.say.push(...problems);
  goOn(dialogue);
}

/** Takes up the form that was put aside, with what has come to light since. */
export function takeUpAside(dialogue: Dialogue): void {
  const { aside } = dialogue;
  if (aside === null) return;
  dialogue.form = { form: aside.form, values: { ...knownFor(aside.form, dialogue), ...aside.values } };
  dialogue.aside = null;
  goOn(dialogue);
}

function knownFor(form: ToolForm, dialogue: Pick<Dialogue, "known" | "lookedUp">): JsonObject {
  const known = { ...dialogue.lookedUp, ...dialogue.known };
  const fitting = form.fields.filter(({ name, isRequired }) => isRequired && Object.hasOwn(known, name));
  const values = fitting.map((field) => [field.name, checked(field, known[field.name])] as const);
  return Object.fromEntries(values.flatMap(([name, answer]) => ("value" in answer ? [[name, answer.value]] : [])));
}

/** Takes the next step of the open form: the next question, the confirmation, or the call. */
export function goOn(dialogue: Dialogue): void {
  const open = dialogue.form;
  if (open === null) return;
  for (const field of open.form.fields) {
    if (field.isRequired && field.fallback !== undefined) open.values[field.name] ??= field.fallback;
  }
  const missing = open.form.fields.find((field) => field.isRequired && !Object.hasOwn(open.values, field.name));
  if (missing) return ask(dialogue, missing);
  if (!open.form.isChange) return carryOut(dialogue);
  dialogue.expects = "confirmation";
  dialogue.say.push(confirmationFor(open.form, open.values));
}

/** Asks for one field. */
export function ask(dialogue: Dialogue, field: Field): void {
  dialogue.expects = { field: field.name };
  dialogue.say.push(questionFor(field));
}

/** The field that was last asked for, if one was. */
export function awaitedField({ form, expects }: Dialogue): Field | undefined {
  if (typeof expects !== "object" || !("field" in expects)) return undefined;
  return form?.form.fields.find(({ name }) => name === expects.field);
}

/** Decides on the call that the open form describes. */
export function carryOut(dialogue: Dialogue): void {
  const open = dialogue.form;
  if (open === null) return;
  const given = open.form.fields.filter(({ name }) => Object.hasOwn(open.values, name));
  const input = Object.fromEntries(given.map(({ name }) => [name, open.values[name]]));
  dialogue.call = { name: open.form.tool.name, input };
  dialogue.say = [];
}

/** Closes whatever is open and asks what else there is. */
export function dropForms(dialogue: Dialogue): void {
  dialogue.form = null;
  dialogue.aside = null;
  askForMore(dialogue);
}

/** Asks what else there is. */
export function askForMore(dialogue: Dialogue): void {
  dialogue.expects = "more";
  dialogue.say.push("Is there anything else I can do for you?");
}

/** Says again what was last asked. */
export function askAgain(dialogue: Dialogue, situation: Situation): void {
  const { expects, form } = dialogue;
  if (form !== null && expects === "correction") dialogue.say.push("What should I change?");
  else if (form !== null) goOn(dialogue);
  else if (expects === "more") askForMore(dialogue);
  else offer(dialogue, situation);
}

/** Says what can be done here and asks what is wanted. */
export function offer(dialogue: Dialogue, { forms, routes }: Situation): void {
  dialogue.expects = "anything";
  const [only] = forms;
  if (only !== undefined && forms.length === 1 && routes.length === 0) {
    dialogue.expects = { offer: only.tool.name };
    dialogue.say.push(`${abilities(forms)} Would you like that?`);
  } else if (forms.length > 0) dialogue.say.push(`${abilities(forms)} What would you like to do?`);
  else if (routes.length > 0) {
    const subjects = routes.map(({ name }) => wordsOfName(name).join(" "));
    dialogue.say.push(`I can help you with ${listInWords(subjects, "or")}. What is it about?`);
  } else
    dialogue.say.push("No tools are enabled for me here, so there is nothing I can do for you but answer like this.");
}

/** Offers to do one thing. */
export function offerTool(dialogue: Dialogue, form: ToolForm): void {
  dialogue.expects = { offer: form.tool.name };
  dialogue.say.push(`Would you like to ${actionOf(form.tool.name)}?`);
}

/** Says what this is, as it must be said before anything else. */
export function introduction({ name }: Situation): string {
  const who = name === null ? "a simulated assistant" : `${name}, a simulated assistant`;
  return `I am ${who}: I follow simple rules; there is no language model behind me.`;
}
