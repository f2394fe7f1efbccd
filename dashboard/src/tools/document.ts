/** Where an OpenAPI document comes from, as a form holds it: an address, or its text. */
export interface DocumentSource {
  from: "url" | "text";
  url: string;
  text: string;
}

/** What a form begins with. */
export const NO_DOCUMENT: DocumentSource = { from: "url", url: "", text: "" };

/** Makes of a form what the API takes. */
export function documentOf({ from, url, text }: DocumentSource) {
  return from === "url" ? { url: url.trim() } : { document: text };
}
