import { isJsonObject } from "./json.ts";
import { maskSecrets, SECRET } from "./masking.ts";

/** Shorter ones are words of the language as often as secrets. */
const SHORTEST = 6;
/** The secrets of an installation are few; the bound keeps each masking quick. */
const MOST = 1_000;
const DEEPEST = 64;

/** Headers that come with secrets and are none. */
const NO_SECRET = /^(accept|accept-.*|content-.*|user-agent|cache-control|connection|host|prefer|origin|referer)$/i;

/** The secrets that this process has come across, so that none of them is written where people read. */
export interface KnownSecrets {
  /**
   * Remembers a secret: a text, or headers as JSON text, of which each value is one. Of `Bearer …` and the like the
   * part behind the scheme counts by itself, too.
   */
  learn(secret: string): void;
  /** Masks the known secrets in a text, and those that are known by their shape. Leaves JSON text JSON text. */
  mask(text: string): string;
  /** Masks the known secrets alone, in every text of a JSON value; returns the value itself when it holds none. */
  maskValue<Value>(value: Value): Value;
}

/** Makes a memory of secrets that knows these. */
export function knownSecrets(first: readonly string[] = []): KnownSecrets {
  /** In the order in which they were last learnt; the longest are tried first. */
  const known = new Set<string>();
  let longestFirst: string[] | null = null;
  const learn = (secret: string): void => {
    for (const text of secretsIn(secret).flatMap(spellingsOf)) {
      if (text.length < SHORTEST) continue;
      if (!known.delete(text)) longestFirst = null;
      known.add(text);
    }
    for (const oldest of known) {
      if (known.size <= MOST) break;
      known.delete(oldest);
      longestFirst = null;
    }
  };
  const maskKnown = (text: string): string => {
    longestFirst ??= [...known].toSorted((a, b) => b.length - a.length);
    let masked = text;
    for (const secret of longestFirst) if (masked.includes(secret)) masked = masked.replaceAll(secret, SECRET);
    return masked;
  };
  for (const secret of first) learn(secret);
  return {
    learn,
    mask: (text) => maskSecrets(maskKnown(text)),
    maskValue: (value) => maskedValue(value, maskKnown, 0) as typeof value,
  };
}

function secretsIn(text: string): string[] {
  const parsed = /^\s*[{[]/.test(text) ? parse(text) : null;
  if (!isJsonObject(parsed)) return partsOf(text);
  return Object.entries(parsed).flatMap(([name, value]) =>
    typeof value === "string" && !NO_SECRET.test(name) ? partsOf(value) : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it is a secret that begins like JSON.
    return null;
  }
}

/** Names the secret and, where it is credentials of a scheme (RFC 9110, section 11.4), those without the scheme. */
function partsOf(text: string): string[] {
  const credentials = /^[A-Za-z][A-Za-z0-9-]{1,20}\s+(\S.*)$/.exec(text)?.[1];
  return credentials === undefined ? [text] : [text, credentials];
}

function spellingsOf(secret: string): string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())])];
}

function maskedValue(value: unknown, mask: (text: string) => string, depth: number): unknown {
  if (typeof value === "string") return mask(value);
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => maskedValue(item, mask, depth + 1));
    return items.some((item, place) => item !== value[place]) ? items : value;
  }
  const fields = Object.entries(value).map(
    ([name, field]) => [mask(name), maskedValue(field, mask, depth + 1)] as const,
  );
  const isSame = fields.every(([name, field]) => (value as Record<string, unknown>)[name] === field);
  return isSame ? value : Object.fromEntries(fields);
}
