import { OperatorError } from "../domain/error.ts";
import type { CompareTask, OpenApiTask, PreviewTask, TaskResult, TaskValues } from "../domain/openapi-tasks.ts";
import { DocumentFetchError, fetchDocument } from "../lib/fetch-document.ts";
import type { JsonObject } from "../lib/json.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import { runInThread, ThreadEndedError } from "../lib/thread-task.ts";

/** The most bytes of a document. */
export const LARGEST_DOCUMENT = 32 * 1024 * 1024;

const FETCH_TIMEOUT = 30_000;
const ACCEPT = "application/vnd.oai.openapi+json, application/json, application/yaml, text/yaml, */*;q=0.5";
const THREAD_LIMITS = { time: 60_000, memoryMegabytes: 1_024 };
/** Documents are read one at a time, for each may take a whole core and a gigabyte. */
const MOST_WAITING = 10;

/** What reads documents. */
export interface DocumentOptions {
  readonly fetch: Pick<SafeFetch, "open">;
  /** The program of the thread in which documents are read. */
  readonly thread: URL;
}

/** Where a document is, or the document itself. */
export interface DocumentPlace {
  readonly url: string | null;
  readonly document: string | JsonObject | null;
}

/** A document at hand, and where it came from. */
export interface OpenedDocument {
  readonly document: string | Uint8Array;
  readonly documentUrl: string | null;
}

/** Fetches OpenAPI documents and reads them, in a thread of their own, so that conversations go on meanwhile. */
export class OpenApiDocuments {
  readonly #options: DocumentOptions;
  readonly #closing = new AbortController();
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DocumentOptions) {
    this.#options = options;
  }

  /** Fetches a document, or takes the one that was sent. Throws `unreachable`. */
  async open({ url, document }: DocumentPlace): Promise<OpenedDocument> {
    if (document !== null) {
      return { document: typeof document === "string" ? document : JSON.stringify(document), documentUrl: null };
    }
    if (url === null) throw missingDocument();
    try {
      const request = { url, accept: ACCEPT, longest: LARGEST_DOCUMENT, timeout: FETCH_TIMEOUT };
      const fetched = await fetchDocument(this.#options.fetch, request);
      return { document: fetched.bytes, documentUrl: fetched.url };
    } catch (cause) {
      if (!(cause instanceof DocumentFetchError)) throw cause;
      const message = `The document cannot be fetched: ${cause.message} You can also send it as document.`;
      throw new OperatorError("unreachable", message, { param: "url", cause });
    }
  }

  /** Says what a document offers. Throws `invalid_document`. */
  async preview(task: Omit<PreviewTask, "type">): Promise<TaskValues["preview"]> {
    return this.#read("preview", { type: "preview", ...task });
  }

  /** Compares a document with what was imported of it. Throws `invalid_document`. */
  async compare(task: Omit<CompareTask, "type">): Promise<TaskValues["compare"]> {
    return this.#read("compare", { type: "compare", ...task });
  }

  /** Reads a request body in which there is a document, which becomes text. Throws `malformed_json`. */
  async readBody(body: Uint8Array): Promise<unknown> {
    const result = (await this.#run({ type: "body", body })) as TaskResult<unknown>;
    if (result.ok) return result.value;
    throw new OperatorError("malformed_json", result.problem);
  }

  /** Ends what is under way. */
  close(): void {
    this.#closing.abort();
  }

  async #read<Type extends "preview" | "compare">(_: Type, task: OpenApiTask): Promise<TaskValues[Type]> {
    const result = (await this.#run(task)) as TaskResult<TaskValues[Type]>;
    if (result.ok) return result.value;
    throw new OperatorError("invalid_document", result.problem, { param: "document" });
  }

  async #run(task: OpenApiTask): Promise<unknown> {
    if (this.#waiting >= MOST_WAITING) {
      const message = "Too many documents are being read at the moment. Try again in a moment.";
      throw new OperatorError("unavailable", message, { retryAfterSeconds: 10 });
    }
    this.#waiting += 1;
    const turn = this.#last;
    const done = turn.then(() => this.#runNow(task));
    // Whoever comes next waits for the end, and not for the success.
    this.#last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #runNow(task: OpenApiTask): Promise<unknown> {
    try {
      return await runInThread(this.#options.thread, task, { ...THREAD_LIMITS, signal: this.#closing.signal });
    } catch (cause) {
      if (cause instanceof ThreadEndedError) throw refusalOf(cause);
      throw cause;
    }
  }
}

function refusalOf(cause: ThreadEndedError): OperatorError {
  if (cause.reason === "signal") {
    return new OperatorError("unavailable", "The server is stopping. Try again in a moment.", { retryAfterSeconds: 5 });
  }
  const { time, memoryMegabytes } = THREAD_LIMITS;
  const limit = cause.reason === "time" ? `more than ${time / 1_000} s` : `more than ${memoryMegabytes} MB of memory`;
  const message = `The document takes ${limit} to read. Send one with only the operations you need; JSON is read faster than YAML.`;
  return new OperatorError("invalid_document", message, { param: "document", cause });
}

function missingDocument(): OperatorError {
  const message = "The source has no url to fetch its document from. Send the document.";
  return new OperatorError("missing_field", message, { param: "document" });
}
