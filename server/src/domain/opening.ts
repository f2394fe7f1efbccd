import type { AgentConfig } from "./agent-config.ts";
import { ENGLISH_OPENING, OPENING_LABEL } from "./opening-english.ts";
import { OTHER_OPENINGS } from "./opening-languages.ts";
import type { OpeningWording } from "./opening-wording.ts";

/**
 * Tells whether the agent opens the conversation: as `runtime.speaks_first` says, else as the prompt (with routes, the
 * common text) words it. It does when the prompt tells it to greet, to introduce itself or to begin; it does not when
 * that is negated or an answer to something the user does, nor when the prompt leaves the first word to the user.
 * Understands English, German, French, Spanish, Italian, Portuguese and Dutch.
 */
export function speaksFirst(config: AgentConfig): boolean {
  const { speaks_first, prompt } = config.runtime;
  return speaks_first ?? wordingOpens(prompt.text);
}

const WORDINGS = [ENGLISH_OPENING, ...OTHER_OPENINGS];

function wordingOpens(text: string): boolean {
  let hasOpened = false;
  for (const sentence of sentencesOf(text)) {
    hasOpened ||= OPENING_LABEL.test(sentence);
    for (const wording of WORDINGS) {
      const verdict = judge(sentence, wording, hasOpened);
      if (verdict === "waits") return false;
      if (verdict === "opens") hasOpened = true;
    }
  }
  return hasOpened;
}

/** Longer ones are no sentences; keeps the cost of a prompt linear in its length. */
const LONGEST_SENTENCE = 1_000;

/** Splits a prompt into sentences in the form that `OpeningWording` asks for. */
function sentencesOf(text: string): string[] {
  const unwrapped = text.replace(/\r\n?/g, "\n").replace(/(?<=[\p{L},])\n(?=[ \t]{0,8}\p{Ll})/gu, " ");
  return fold(unwrapped)
    .split(/(?<=[.!?;]["')\]]?)\s|\n/)
    .map((sentence) => withoutDoubleNegation(withoutBullet(sentence.slice(0, LONGEST_SENTENCE))))
    .filter((sentence) => sentence !== "");
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[‘’´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[*`]|<\/?[a-z_-]{1,40}>/g, "")
    .replace(/\b(e|i|z|d|p|b)\.\s?(g|e|b|h|ex|v)\./g, "$1$2")
    .replace(/[ \t]+/g, " ");
}

function withoutBullet(sentence: string): string {
  return sentence
    .replace(/^(?:[#>\-–—•+\s"']|\d{1,3}[.)]|[a-z][.)] |\[[ x]?\]|(?:step|phase|stage) \d+ ?[:.)-]?)+/, "")
    .trim();
}

/** "Never forget to greet" and "do not start without a greeting" say that one should. */
function withoutDoubleNegation(sentence: string): string {
  return sentence
    .replace(/\b(?:do not|don't|never) (?:forget|fail|omit|neglect|hesitate|be afraid) to\b/g, "")
    .replace(/\b(?:do not|don't|never)\b(?=[^,;]{0,80}\bwithout\b)([^,;]{0,80})\bwithout\b/g, "$1 with")
    .replace(/\bnot only\b/g, "")
    .replace(/\b(?:vergiss|vergessen sie) (?:nicht|nie)\b/g, "");
}

interface Span {
  start: number;
  end: number;
}

/** Reads one sentence. Being told not to wait is being told to open. */
function judge(sentence: string, wording: OpeningWording, hasOpened: boolean): "opens" | "waits" | null {
  const opening = spansOf(wording.opens, sentence).find((span) => isInstruction(sentence, span, wording));
  const openedAt = hasOpened ? 0 : (opening?.start ?? sentence.length);
  const waits = [
    ...spansOf(wording.waits, sentence).filter((wait) => !isConditional(sentence, wait, wording)),
    ...spansOf(wording.waitsUnlessOpened, sentence).filter((wait) => wait.start < openedAt),
  ].filter((wait) => !wording.userBefore.test(sentence.slice(0, wait.start)));
  if (waits.some((wait) => !isNegated(sentence, wait, wording))) return "waits";
  return opening !== undefined || waits.length > 0 ? "opens" : null;
}

/** What a condition says of the user ("when the user starts the call") tells nobody to wait. */
function isConditional(sentence: string, wait: Span, wording: OpeningWording): boolean {
  const conditions = spansOf(wording.condition, sentence);
  return conditions.some((condition) => condition.start <= wait.start && wait.end <= condition.end);
}

/** Tells whether the agent is told to do what stands there, of its own accord. */
function isInstruction(sentence: string, span: Span, wording: OpeningWording): boolean {
  if (wording.userBefore.test(sentence.slice(0, span.start))) return false;
  if (isNegated(sentence, span, wording) || isNegatedAfter(sentence, span, wording)) return false;
  return !spansOf(wording.condition, sentence).some(
    (condition) =>
      governs(sentence, condition, span) && wording.userActs.test(sentence.slice(condition.start, condition.end)),
  );
}

/** A condition governs what follows it in its sentence, and what stands right before it. */
function governs(sentence: string, condition: Span, span: Span): boolean {
  if (condition.start <= span.start) return true;
  return !/[,;]|\b(?:and|then|und|dann|et|puis|y|luego|e|poi|depois|en|dan)\b/.test(
    sentence.slice(span.end, condition.start),
  );
}

const NEGATION_REACH = 60;

function isNegated(sentence: string, span: Span, wording: OpeningWording): boolean {
  const from = Math.max(0, span.start - NEGATION_REACH);
  for (const negation of spansOf(wording.negation, sentence.slice(from, span.start))) {
    const between = sentence.slice(from + negation.end, span.start);
    if (!wording.breaksNegation.test(between) && (!between.includes(",") || isInList(sentence, span))) return true;
  }
  return false;
}

/** "Stelle dich nicht vor": looks from the verb to the end of its clause. */
function isNegatedAfter(sentence: string, span: Span, wording: OpeningWording): boolean {
  const rest = /^[^,;:.]*/.exec(sentence.slice(span.end))?.[0] ?? "";
  return wording.negationAfter?.test(sentence.slice(span.start, span.end) + rest) ?? false;
}

/** "Do not greet, introduce yourself or chat": a comma does not end the negation of a list. */
function isInList(sentence: string, span: Span): boolean {
  return /\b(?:or|nor|oder|noch|ou|ni|o|ne|nem|of)\b/.test(sentence.slice(span.end));
}

function spansOf(pattern: RegExp, sentence: string): Span[] {
  // Not `matchAll`, which copies the pattern at each call: with these long ones that is nearly all the time it takes.
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sentence); match !== null; match = pattern.exec(sentence)) {
    spans.push({ start: match.index, end: pattern.lastIndex });
    if (match[0] === "") pattern.lastIndex += 1;
  }
  return spans;
}
