import { pointAfter } from "./abbreviations.ts";

/** Ends of sentences in scripts that set no space behind them, or whose sign has no other use. */
const FULL_STOPS = new Set("。！？｡।॥؟۔።។။");
/** Signs that may end a sentence, when a space follows. */
const STOPS = new Set(".!?…");
/** What may stand between the end of a sentence and the space: quotes, brackets, marks of bold type. */
const CLOSERS = new Set("\"'”’»«)]}*_`」』）】›");
/** Ends of clauses when a space follows. */
const CLAUSE_ENDS = new Set(",;:–—");
/** Ends of clauses with no space behind them. */
const FULL_CLAUSE_ENDS = new Set("，、；：،؛");

/** The first clause is spoken at once when it is so long: shorter ones sound cut off. */
const FIRST_CLAUSE_WORDS = 3;
const FIRST_CLAUSE_LENGTH = 10;
/** So much is spoken at first even where no clause ends: some half a second of what a model writes. */
const FIRST_PIECE_WORDS = 8;
const FIRST_PIECE_LENGTH = 40;
/** Longer pieces make the listener wait, and are more than some speech providers take well. */
const LONGEST_PIECE = 240;
/** No abbreviation is longer. */
const LONGEST_WORD = 12;

/** What is to be done at a sign: cut there, before the character at `at`; look on from `at`; or wait for more text. */
type Step = { readonly type: "cut" | "go_on"; readonly at: number } | { readonly type: "wait" };

/**
 * Cuts text, as a model writes it, into pieces to speak: the first as soon as there is a clause of some words, the
 * others at ends of sentences, none of more than 240 characters. It does not cut within numbers, abbreviations and
 * addresses, and it keeps every character: the pieces, one after the other, are the text.
 */
export class SentenceCutter {
  #text = "";
  /** Where the piece begins that is not cut yet. */
  #start = 0;
  /** Everything before was looked at. */
  #at = 0;
  #isFirst = true;
  #words = 0;
  /** Where the piece can be cut when it grows too long: behind the last clause, else behind the last word. */
  #lastClause = 0;
  #lastSpace = 0;

  /** Takes the next part of the text; returns the pieces that are complete with it. */
  add(delta: string): string[] {
    this.#text += delta;
    const pieces: string[] = [];
    for (let step = this.#next(); step.type !== "wait"; step = this.#next())
      if (step.type === "cut") pieces.push(this.#cut(step.at));
      else this.#at = step.at;
    this.#text = this.#text.slice(this.#start);
    this.#move(this.#start);
    return pieces;
  }

  /** Returns what is left, and begins anew. */
  end(): string[] {
    const rest = this.#text;
    this.#text = "";
    this.#start = this.#at = this.#lastClause = this.#lastSpace = this.#words = 0;
    this.#isFirst = true;
    return rest === "" ? [] : [rest];
  }

  #cut(at: number): string {
    const piece = this.#text.slice(this.#start, at);
    this.#isFirst = false;
    this.#words = 0;
    // Cut behind a clause, what follows it is looked at again.
    this.#start = this.#at = this.#lastClause = this.#lastSpace = at;
    return piece;
  }

  #move(by: number): void {
    this.#start -= by;
    this.#at -= by;
    this.#lastClause -= by;
    this.#lastSpace -= by;
  }

  #next(): Step {
    const at = this.#at;
    const sign = this.#text[at];
    if (sign === undefined) return { type: "wait" };
    if (at - this.#start >= LONGEST_PIECE) return { type: "cut", at: this.#emergencyCut() };
    if (FULL_STOPS.has(sign) || STOPS.has(sign)) return this.#atStop(at);
    if (sign === "\n") return { type: this.#hasWords(at) ? "cut" : "go_on", at: at + 1 };
    if (FULL_CLAUSE_ENDS.has(sign)) return this.#atClause(at, at + 1);
    if (CLAUSE_ENDS.has(sign)) return this.#atSpacedClause(at);
    return isSpace(sign) ? this.#atSpace(at) : { type: "go_on", at: at + 1 };
  }

  #hasWords(end: number): boolean {
    return /\S/.test(this.#text.slice(this.#start, end));
  }

  #atStop(at: number): Step {
    const stop = this.#run(at, isStop);
    const end = this.#run(stop, isCloser);
    const next = this.#text[end];
    if (next === undefined) return end - at > LONGEST_PIECE ? { type: "go_on", at: end } : { type: "wait" };
    const signs = this.#text.slice(at, stop);
    if ([...signs].some((sign) => FULL_STOPS.has(sign))) return { type: "cut", at: this.#pastSpaces(end) };
    if (!isSpace(next)) return { type: "go_on", at: end };
    return /[!?]/.test(signs) ? { type: "cut", at: this.#pastSpaces(end) } : this.#atPoint(at, end);
  }

  /** Returns where characters of that kind end that begin there. */
  #run(from: number, isOfKind: (sign: string) => boolean): number {
    let at = from;
    while (at < this.#text.length && isOfKind(this.#text[at] as string)) at++;
    return at;
  }

  /** Decides about a point, or several, with a space behind. */
  #atPoint(at: number, end: number): Step {
    const isEllipsis = this.#text[at] === "…" || this.#text[at + 1] === ".";
    const meaning = isEllipsis ? "depends" : pointAfter(this.#wordBefore(at));
    if (meaning === "within") return { type: "go_on", at: end };
    const past = this.#pastSpaces(end);
    if (meaning === "end" || this.#text[past - 1] === "\n") return { type: "cut", at: past };
    const next = this.#text.codePointAt(past);
    if (next === undefined) return past - end > LONGEST_PIECE ? { type: "go_on", at: end } : { type: "wait" };
    return { type: /[\p{Ll}\d]/u.test(String.fromCodePoint(next)) ? "go_on" : "cut", at: past };
  }

  #wordBefore(at: number): string {
    const before = this.#text.slice(Math.max(this.#start, at - LONGEST_WORD), at);
    return /[^\s("'„“«[*_]*$/u.exec(before)?.[0] ?? "";
  }

  #pastSpaces(from: number): number {
    let at = from;
    while (isSpace(this.#text[at] ?? "") && this.#text[at - 1] !== "\n") at++;
    return at;
  }

  #atSpacedClause(at: number): Step {
    const next = this.#text[at + 1];
    if (next === undefined) return { type: "wait" };
    return isSpace(next) ? this.#atClause(at, at + 2) : { type: "go_on", at: at + 1 };
  }

  #atClause(at: number, end: number): Step {
    const length = at - this.#start;
    const isLong = this.#words + 1 >= FIRST_CLAUSE_WORDS || length >= FIRST_CLAUSE_LENGTH;
    if (this.#isFirst && isLong && this.#hasWords(at)) return { type: "cut", at: end };
    this.#lastClause = end;
    if (end - at === 2) this.#words++;
    return { type: "go_on", at: end };
  }

  #atSpace(at: number): Step {
    const next = this.#text[at + 1];
    if (next === undefined) return { type: "wait" };
    const before = at > this.#start ? (this.#text[at - 1] as string) : " ";
    if (!isSpace(before)) this.#words++;
    // Not behind a point, nor between groups of digits.
    if (!(/\p{L}/u.test(before) && /[\p{L}\ud800-\udfff]/u.test(next))) return { type: "go_on", at: at + 1 };
    this.#lastSpace = at + 1;
    const isLong = this.#words >= FIRST_PIECE_WORDS && at - this.#start >= FIRST_PIECE_LENGTH;
    return { type: this.#isFirst && isLong ? "cut" : "go_on", at: at + 1 };
  }

  #emergencyCut(): number {
    const least = this.#start + LONGEST_PIECE / 4;
    if (this.#lastClause > least) return this.#lastClause;
    if (this.#lastSpace > least) return this.#lastSpace;
    const space = this.#text.slice(this.#start, this.#at).search(/\s\S*$/);
    if (space > LONGEST_PIECE / 4) return this.#start + space + 1;
    return /[\ud800-\udbff]/.test(this.#text[this.#at - 1] as string) ? this.#at - 1 : this.#at;
  }
}

function isStop(sign: string): boolean {
  return STOPS.has(sign) || FULL_STOPS.has(sign);
}

function isCloser(sign: string): boolean {
  return CLOSERS.has(sign);
}

function isSpace(sign: string): boolean {
  return sign !== "" && /\s/.test(sign);
}
