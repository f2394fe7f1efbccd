import { readAnswer } from "./answers.ts";
import {
  askAgain,
  askForMore,
  awaitedField,
  begin,
  type Dialogue,
  dropForms,
  introduction,
  offer,
  type Turn,
} from "./dialogue.ts";
import { confirm, correct, takeAnswer } from "./form-replies.ts";
import * as intents from "./intents.ts";
import { readMentions } from "./mentions.ts";
import type { Situation } from "./situation.ts";
import { asksFor, chooseRoutes, chooseTools } from "./tool-choice.ts";
import type { Field, ToolForm } from "./tool-form.ts";
import { actionOf, listInWords } from "./wording.ts";

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
    .map((field) => [field.name, transferValue(field, text, situation.today)]);
  dialogue.say.push("I will connect you.");
  dialogue.call = { name: transfer.tool.name, input: Object.fromEntries(values) };
  return true;
}

function transferValue(field: Field, text: string, today: string): unknown {
  if (field.fallback !== undefined) return field.fallback;
  const answer = readAnswer(field, text, today);
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
