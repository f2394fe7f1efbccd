import { API_GUIDE } from "./api-guide.ts";
import { ERROR_CODES } from "./error-codes.ts";
import type { SearchEntry } from "./guide-search.ts";
import { endpointsOf } from "./reference-endpoints.ts";
import { eventAnchor, eventsOf } from "./reference-events.ts";
import { REFERENCE_PATH, type ReferenceDocuments, sectionAnchor } from "./reference-page.ts";

/** Lists what can be found in the reference: its guide, every call, every event and every error. */
export function referenceEntries({ openApi, asyncApi }: ReferenceDocuments): SearchEntry[] {
  const entry = (anchor: string, where: string, words: { heading: string; text: string }): SearchEntry => ({
    address: `${REFERENCE_PATH}#${anchor}`,
    where: `Reference › ${where}`,
    heading: plain(words.heading),
    text: plain(words.text),
    weight: 1,
  });
  const guide = API_GUIDE.map(({ title, paragraphs }) =>
    entry(sectionAnchor(title), "Guide", { heading: title, text: paragraphs.join(" ") }),
  );
  const calls = endpointsOf(openApi).map(({ method, path, operation }) =>
    entry(operation.operationId, `${method} ${path}`, { heading: operation.summary, text: operation.description }),
  );
  const { fromClient, fromSupervisor, fromPlatform } = eventsOf(asyncApi);
  const events = [...fromClient, ...fromSupervisor, ...fromPlatform].map((message) =>
    entry(eventAnchor(message), "Events", { heading: message.name, text: message.summary }),
  );
  const errors = Object.entries(ERROR_CODES).map(([code, { meaning }]) =>
    entry(`error-${code}`, "Errors", { heading: code, text: meaning }),
  );
  return [...guide, ...calls, ...events, ...errors];
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}
