import { InvalidSchemaError } from "../../lib/json-schema-dialect.ts";
import { compileSchema } from "../../lib/json-schema.ts";
import { findDates } from "./dates.ts";
import { isNo, isYes } from "./intents.ts";
import { findNumbers } from "./numbers.ts";
import { choicesInWords } from "./questions.ts";
import { findTimes } from "./times.ts";
import type { Field, FieldKind } from "./tool-form.ts";
import { choicesIn, closestChoice, emailsIn, phonesIn } from "./tokens.ts";

/** What an answer came to: a value that fits, or what is wrong with it, in words for the user. */
export type Answer = { value: unknown } | { problem: string };

/** Reads the answer to the question for a field. */
export function readAnswer(field: Field, text: string, today: string): Answer {
  const answer = READERS[field.kind](field, text.trim(), today);
  return "problem" in answer ? answer : checked(field, answer.value);
}

/** Whether a value fits a field's schema, and if not, why. */
export function checked(field: Field, value: unknown): Answer {
  const problem = limitProblem(field, value);
  if (problem !== null) return { problem };
  const problems = schemaProblems(field, value);
  if (problems === null) return { value };
  return { problem: `"${String(value)}" does not look like a ${field.label}${hintOf(field, problems)}` };
}

/** A pattern says nothing to people; the description of the field may. */
function hintOf({ schema }: Field, problems: string): string {
  if (schema["pattern"] === undefined) return `: ${problems}`;
  return typeof schema["description"] === "string" ? ` (${schema["description"].trim().replace(/\.$/, "")}).` : ".";
}

type Reader = (field: Field, text: string, today: string) => Answer;

const READERS: Readonly<Record<FieldKind, Reader>> = {
  choice: readChoice,
  date: readDate,
  time: readTime,
  date_time: readDateTime,
  email: (_, text) =>
    firstOf(emailsIn(text)) ?? { problem: `"${text}" is not an e-mail address. It looks like ann@example.com.` },
  phone: (_, text) => firstOf(phonesIn(text)) ?? { problem: `"${text}" is not a phone number.` },
  boolean: (_, text) => {
    if (isYes(text)) return { value: true };
    return isNo(text) ? { value: false } : { problem: "Please answer yes or no." };
  },
  integer: readNumber,
  number: readNumber,
  name: (_, text) => ({ value: asName(withoutLeadIn(text)) }),
  code: readCode,
  text: (_, text) => ({ value: text }),
  list: readList,
  json: readJson,
};

function firstOf(found: readonly { value: unknown }[]): { value: unknown } | null {
  return found[0] === undefined ? null : { value: found[0].value };
}

function readChoice(field: Field, text: string): Answer {
  const [found] = choicesIn(text, field.choices);
  if (found) return { value: found.value };
  const [number] = findNumbers(text);
  const byNumber = number && /^\W*\w+\W*$/.test(text) ? field.choices[number.value - 1] : undefined;
  if (byNumber !== undefined) return { value: byNumber };
  const meant = closestChoice(text, field.choices);
  return meant === undefined ? { problem: `"${text}" is not among the choices.` } : { value: meant };
}

function readDate(_: Field, text: string, today: string): Answer {
  const [found] = findDates(text, today, true);
  if (found === undefined) {
    return { problem: `I do not understand "${text}" as a date. You can say tomorrow, next Friday or 12 May.` };
  }
  return found.value === null
    ? { problem: `There is no ${text.slice(found.start, found.end)}.` }
    : { value: found.value };
}

function readTime(field: Field, text: string): Answer {
  const [found] = findTimes(text, true);
  if (found === undefined) {
    return { problem: `I do not understand "${text}" as a time. You can say 3pm, 15:30 or half past two.` };
  }
  return { value: timeFor(field, found.value) };
}

/** Writes a time as the field's pattern wants it. */
export function timeFor(field: Field, time: string): string {
  const forms = [time, `${time}:00`, `${time}:00Z`];
  return forms.find((form) => schemaProblems(field, form) === null) ?? time;
}

function readDateTime(field: Field, text: string, today: string): Answer {
  const date = readDate(field, text, today);
  if ("problem" in date) return date;
  const time = readTime({ ...field, schema: {} }, text);
  if ("problem" in time) return { problem: `And at what time? Please say both, as in "tomorrow at 3pm".` };
  const moment = `${String(date.value)}T${String(time.value)}`;
  const forms = [`${moment}:00Z`, `${moment}:00`, moment];
  return { value: forms.find((form) => schemaProblems(field, form) === null) ?? forms[0] };
}

function readNumber(field: Field, text: string): Answer {
  const [found] = findNumbers(text);
  return found ? { value: found.value } : { problem: `I need a number for the ${field.label}.` };
}

function readCode(field: Field, text: string): Answer {
  const plain = withoutLeadIn(text);
  const tokens = plain.split(/\s+/).map((token) => token.replace(/^["'(]+|["').,;:!?]+$/g, ""));
  const likelyFirst = [...tokens].sort((left, right) => Number(/\d/.test(right)) - Number(/\d/.test(left)));
  const candidates = likelyFirst.flatMap((token) => [token, token.toUpperCase()]);
  return { value: candidates.find((candidate) => schemaProblems(field, candidate) === null) ?? plain };
}

function readList(field: Field, text: string): Answer {
  if (field.choices.length > 0) {
    const found = choicesIn(text, field.choices).map(({ value }) => value);
    return found.length > 0 ? { value: found } : { problem: `Please choose one or more of ${choicesInWords(field)}.` };
  }
  const items = text.split(/\s*(?:,|;|\n|\band\b)\s*/i).filter((item) => item !== "");
  return { value: items };
}

function readJson(field: Field, text: string): Answer {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: `The ${field.label} has several parts, which I can only take as JSON, such as {"a": 1}.` };
  }
}

const LEAD_IN =
  /^\W*(?:(?:well|ok(?:ay)?|hi|hello|sure|yes|so|um+|erm?)[,.! ]+)*(?:(?:my|the|our|his|her) [\w ]{1,30}? (?:is|are|=)|(?:it|that|this|name|code|number)(?:'s| is|:)|i am|i'm|call me|(?:put|use|make)(?: it)?(?: (?:under|for|as))?|for|under)\s+/i;

/** Takes off how people begin an answer: `my name is …`, `it's …`. */
export function withoutLeadIn(text: string): string {
  const rest = text.trim().replace(LEAD_IN, "");
  return rest.trim() === "" ? text.trim() : rest.trim();
}

/** Takes off what does not belong to a name, and gives a name typed in small letters its capitals. */
export function asName(text: string): string {
  const name = text
    .replace(/[\s.,;:!?|]+$/g, "")
    .replace(/^[\s.,;:!?|]+/g, "")
    .replace(/\s+/g, " ")
    .replace(/ please$/i, "");
  return name === name.toLowerCase() ? name.replace(/(?<=^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase()) : name;
}

function limitProblem({ schema, label, kind }: Field, value: unknown): string | null {
  if (typeof value === "number") return numberProblem({ schema, label, kind }, value);
  if (typeof value !== "string") return null;
  const { minLength, maxLength } = schema;
  if (value === "") return `I did not get the ${label}.`;
  if (typeof minLength === "number" && value.length < minLength)
    return `That is too short: the ${label} has at least ${minLength} characters.`;
  if (typeof maxLength === "number" && value.length > maxLength)
    return `That is too long: the ${label} has at most ${maxLength} characters.`;
  return null;
}

function numberProblem(
  { schema, label, kind }: Pick<Field, "schema" | "label" | "kind">,
  value: number,
): string | null {
  if (kind === "integer" && !Number.isInteger(value)) return `The ${label} must be a whole number.`;
  const { minimum, maximum } = schema;
  if (typeof minimum === "number" && value < minimum) return `The ${label} must be at least ${minimum}.`;
  if (typeof maximum === "number" && value > maximum) return `The ${label} can be at most ${maximum}.`;
  return null;
}

/** Checks against the schema itself; a schema that cannot be used refuses nothing, the tool will. */
function schemaProblems(field: Field, value: unknown): string | null {
  try {
    const verdict = compileSchema(field.schema)(value);
    return verdict.ok ? null : verdict.problems.join(" ");
  } catch (error) {
    if (error instanceof InvalidSchemaError) return null;
    throw error;
  }
}
