import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** One request that reached the receiver. */
export interface ReceivedRequest {
  /** Its number among all requests, from 0. */
  number: number;
  idempotencyKey: string;
  note: string;
  act: string;
  /** The how manieth of its key, from 1. */
  attempt: number;
  /** In ms since 1970. */
  at: number;
  /** Why its signature is no good; null when it is. */
  signatureProblem: string | null;
}

/** An answer that the receiver sent completely. */
export interface GivenAnswer {
  /** The request's number. */
  number: number;
  status: number;
  at: number;
}

/** Something that the receiver did, and that cannot be undone. */
export interface Effect {
  idempotencyKey: string;
  note: string;
  at: number;
}

type Line = { request: ReceivedRequest } | { answer: GivenAnswer } | { effect: Effect };

/** What the receiver has written down, in a file that outlives it. */
export class ReceiverRecord {
  readonly requests: ReceivedRequest[] = [];
  readonly answers = new Map<number, GivenAnswer>();
  readonly effects: Effect[] = [];
  /** The keys of all effects. */
  readonly #done = new Set<string>();
  readonly #attempts = new Map<string, number>();
  readonly #file: string;

  /** Opens a record, as it was left. */
  constructor(file: string) {
    this.#file = file;
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    for (const line of text.split("\n").filter(Boolean)) this.#take(JSON.parse(line) as Line);
  }

  /** Writes a request down, and gives it its numbers. */
  addRequest(request: Omit<ReceivedRequest, "number" | "attempt">): ReceivedRequest {
    const attempt = (this.#attempts.get(request.idempotencyKey) ?? 0) + 1;
    const numbered = { ...request, number: this.requests.length, attempt };
    this.#write({ request: numbered });
    return numbered;
  }

  addAnswer(answer: GivenAnswer): void {
    this.#write({ answer });
  }

  /** Makes an effect, unless its key has had one. */
  makeEffect(effect: Effect): void {
    if (!this.#done.has(effect.idempotencyKey)) this.#write({ effect });
  }

  #write(line: Line): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    this.#take(line);
  }

  #take(line: Line): void {
    if ("request" in line) {
      this.requests.push(line.request);
      this.#attempts.set(line.request.idempotencyKey, line.request.attempt);
    } else if ("answer" in line) this.answers.set(line.answer.number, line.answer);
    else {
      this.effects.push(line.effect);
      this.#done.add(line.effect.idempotencyKey);
    }
  }
}
