import { isJsonObject } from "../../lib/json.ts";
import type { Field, ToolForm } from "./tool-form.ts";
import { actionOf, listInWords, valueInWords } from "./wording.ts";

const LONGEST_PHRASE = 60;

/** Puts the question for a field: from its title, else from its description, else from its name. */
export function questionFor(field: Field): string {
  const phrase = phraseFor(field);
  if (field.kind === "boolean") return `${capital(phrase)}: yes or no?`;
  if (field.kind === "integer" && phrase === field.label && isPlural(phrase)) return `How many ${phrase}?`;
  const question = asQuestion(phrase);
  if (field.kind === "choice") return `${question}: ${choicesInWords(field)}?`;
  const isChoosing = field.kind === "list" && field.choices.length > 0;
  return isChoosing ? `${question}? Choose one or more of ${listInWords(names(field), "and")}.` : `${question}?`;
}

function asQuestion(phrase: string): string {
  if (/^(?:which|what|how|when|where|who|do|does|is|are|would|should)\b/i.test(phrase)) return capital(phrase);
  const article = /^(?:the|your|a|an|our|this|their)\b/i.test(phrase) ? "" : "the ";
  return `What ${isPlural(phrase) ? "are" : "is"} ${article}${phrase}`;
}

/** Lists what a choice can be. */
export function choicesInWords(field: Field): string {
  return listInWords(names(field), "or");
}

/** Sums up what is about to be done, as a question. */
export function confirmationFor(form: ToolForm, values: Readonly<Record<string, unknown>>): string {
  const parts = form.fields
    .filter((field) => Object.hasOwn(values, field.name))
    .map((field) => `${field.label} ${givenInWords(field, values[field.name])}`);
  const action = actionOf(form.tool.name);
  return parts.length === 0 ? `Shall I ${action}?` : `I will ${action}: ${parts.join(", ")}. Is that right?`;
}

/** Writes what was given for a field; the user's own sentences between quotation marks. */
export function givenInWords(field: Field, value: unknown): string {
  return field.kind === "text" && /\s/.test(String(value)) ? `“${String(value)}”` : valueInWords(value);
}

/** Says what can be done here. */
export function abilities(forms: readonly ToolForm[]): string {
  return `I can ${listInWords(
    forms.map((form) => actionOf(form.tool.name)),
    "or",
  )}.`;
}

function isPlural(phrase: string): boolean {
  return /^[\w ]*[^sui\W]s$/.test(phrase) && !/\b(?:of|for|to|in)\b/.test(phrase);
}

function names(field: Field): string[] {
  return field.choices.map(String);
}

function phraseFor(field: Field): string {
  const title = field.schema["title"];
  if (typeof title === "string" && title.trim() !== "") return lowerFirst(title.trim().replace(/\?$/, ""));
  return phraseOfDescription(field) ?? (PERSONAL.test(field.label) ? `your ${field.label}` : field.label);
}

const PERSONAL =
  /^(?:(?:full |first |last |family |given )?name|(?:phone|mobile|telephone)(?: (?:number|no))?|e ?mail(?: address)?|address|date of birth|birthday)$/;
const CUSTOMER = "(?:customer|caller|user|client|patient|guest|visitor|person)";

/** Takes the noun phrase a description begins with; `null` where it does not begin with a short one. */
function phraseOfDescription(field: Field): string | null {
  const description = isJsonObject(field.schema) ? field.schema["description"] : undefined;
  if (typeof description !== "string" || field.kind === "boolean" || field.kind === "choice") return null;
  const [first = ""] = description.trim().split(/[.,;:(\n]| - | – | in (?:the )?(?:format|form|ISO)\b| as [A-Z]/);
  const phrase = lowerFirst(first.trim())
    .replace(/^the /, "")
    .replace(new RegExp(`^${CUSTOMER}(?:'s|’s) `), "your ")
    .replace(new RegExp(`^(.*) of the ${CUSTOMER}$`), "your $1");
  const isNoun = !/^(?:to|if|whether|optional|required|must|should|use|set|give|enter|provide|iso|any)\b/i.test(phrase);
  return phrase !== "" && phrase.length <= LONGEST_PHRASE && isNoun ? phrase : null;
}

/** Small, unless the word is an abbreviation. */
function lowerFirst(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
