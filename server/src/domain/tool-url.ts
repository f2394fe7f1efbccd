import { readUrl } from "../lib/read-url.ts";

/** A tool's address, cut where placeholders may begin. */
export interface ToolUrl {
  /** `https://api.example.com`, with no slash at the end. */
  readonly host: string;
  /** What follows: empty, or a path, query and fragment with placeholders. */
  readonly template: string;
}

/** Cuts a tool's address; null for one that is not http or https, or that has a placeholder in its host. */
export function cutToolUrl(url: string): ToolUrl | null {
  const [, host, template] = /^(https?:\/\/[^/?#{}\\]+)((?:[/?#].*)?)$/is.exec(url) ?? [];
  return host === undefined || template === undefined ? null : { host, template };
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Lists the placeholders of a template, each once. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""))];
}

/** Puts texts in the place of placeholders, as they are. */
export function fillTemplate(template: string, texts: ReadonlyMap<string, string>): string {
  return template.replace(PLACEHOLDER, (_, name: string) => texts.get(name) ?? "");
}

/**
 * Tells whether two tools' addresses lead to the same scheme, host and port: secrets that were given for one go to no
 * other by themselves. False when one of them is none.
 */
export function isSameHost(one: string | null, other: string | null): boolean {
  const [origin, otherOrigin] = [originOf(one), originOf(other)];
  return origin !== null && origin === otherOrigin;
}

/** Reads scheme, host and port of a tool's address; null for one that is none. */
export function originOf(url: string | null): string | null {
  const host = url === null ? undefined : cutToolUrl(url)?.host;
  return host === undefined ? null : (readUrl(host)?.origin ?? null);
}
