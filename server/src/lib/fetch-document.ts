import { readUrl } from "./read-url.ts";
import { type SafeFetch, SafeFetchError, type SafeStream } from "./safe-fetch.ts";

/** A document that was fetched. */
export interface FetchedDocument {
  readonly bytes: Uint8Array;
  /** Where it was in the end, after all redirects. */
  readonly url: string;
}

/** How a document is fetched. */
export interface DocumentRequest {
  readonly url: string;
  /** What is asked for: media types as in an `Accept` header. */
  readonly accept: string;
  /** The most bytes that are read. */
  readonly longest: number;
  /** Until all of it is there, redirects included. */
  readonly timeout: number;
}

/** Thrown when there is no document at an address; the message says why. */
export class DocumentFetchError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DocumentFetchError";
  }
}

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches a document, following up to five redirects, each of which the client checks like the first address.
 *
 * @throws DocumentFetchError when it cannot be had.
 */
export async function fetchDocument(
  fetch: Pick<SafeFetch, "open">,
  request: DocumentRequest,
): Promise<FetchedDocument> {
  const signal = AbortSignal.timeout(request.timeout);
  let url = request.url;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const { timeout, accept } = request;
      const answer = await fetch.open({ url, method: "GET", headers: { accept }, timeout, signal });
      const next = redirectOf(answer, url);
      if (next === null) return { bytes: await contentOf(answer, request, url), url };
      answer.close();
      url = next;
    }
  } catch (error) {
    throw unreachable(error, { url, signal, timeout: request.timeout });
  }
  throw new DocumentFetchError(`${request.url} is redirected more than ${MOST_REDIRECTS} times.`);
}

function unreachable(
  error: unknown,
  { url, signal, timeout }: { url: string; signal: AbortSignal; timeout: number },
): unknown {
  if (!(error instanceof SafeFetchError)) return error;
  if (!signal.aborted) return new DocumentFetchError(error.message, { cause: error });
  return new DocumentFetchError(`${new URL(url).host} did not give it all within ${timeout / 1_000} s.`, {
    cause: error,
  });
}

function redirectOf({ status, headers, close }: SafeStream, from: string): string | null {
  if (!REDIRECTS.has(status)) return null;
  const { location = "" } = headers;
  const target = location === "" ? null : readUrl(location, from);
  if (target !== null) return target.href;
  close();
  throw new DocumentFetchError(`${from} answered ${status} without an address to go to.`);
}

async function contentOf(answer: SafeStream, { longest }: DocumentRequest, url: string): Promise<Uint8Array> {
  if (answer.status !== 200) {
    answer.close();
    throw new DocumentFetchError(`${url} answered ${answer.status} instead of 200.`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    if (bytes > longest) throw new DocumentFetchError(`${url} is larger than ${longest / 1024 / 1024} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
