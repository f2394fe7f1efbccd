import { isSecretName, SECRET } from "./masking.ts";

/** How much of a value is shown. */
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 200;
const MOST_ITEMS = 100;
const DEEPEST = 12;
/** Characters of all texts together. */
const MOST_TEXT = 8_000;
/** How much further a text is read than it is shown, so that a secret at the edge is still known by its shape. */
const MARGIN = 2_000;

/** What PostgreSQL refuses in a text, and what would move a terminal's cursor: control characters and half pairs. */
const UNPRINTABLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** What nearly no text has, and every one that must be changed. */
const ODD = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\uD800-\uDFFF]/;

/** Makes things fit to be logged. */
export interface Presenter {
  /** Returns a text with secrets masked, cut to `longest` characters, and nothing in it that cannot be stored. */
  text(text: string, longest: number): string;
  /**
   * Returns a copy of any value as JSON would have it, of bounded size, in which secrets are masked, also by the names
   * of fields. Never throws.
   */
  value(value: unknown): unknown;
}

/** Makes a presenter that masks the secrets in a text by `mask`. */
export function presenter(mask: (text: string) => string): Presenter {
  return {
    text: (text, longest) => logText(text, longest, mask),
    value: (value) => present(value, { left: MOST_TEXT, depth: 0, mask: holdsNoSecret(value, mask) ? asItIs : mask }),
  };
}

/** Text that is looked through at once; longer ones are cut piece by piece first. */
const LOOKED_THROUGH = 20_000;

const asItIs = (text: string): string => text;

/** Finds out at once, of most values, that there is nothing to mask in them: one long look costs less than many short. */
function holdsNoSecret(value: unknown, mask: (text: string) => string): boolean {
  try {
    const text = JSON.stringify(value) ?? "";
    return text.length <= LOOKED_THROUGH && mask(text) === text;
  } catch {
    // It cannot be written as JSON, being circular for instance: then it is looked through piece by piece.
    return false;
  }
}

function logText(text: string, longest: number, mask: (text: string) => string): string {
  const masked = mask(text.length > longest + MARGIN ? text.slice(0, longest + MARGIN) : text);
  const cut = masked.length > longest ? `${masked.slice(0, longest - 1)}…` : masked;
  return ODD.test(cut) ? cut.replace(UNPRINTABLE, "\uFFFD") : cut;
}

interface Room {
  /** Characters that may still be written. */
  left: number;
  depth: number;
  mask(text: string): string;
}

function present(value: unknown, room: Room): unknown {
  switch (typeof value) {
    case "string":
      return presentText(value, room);
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "bigint":
      return String(value);
    case "object":
      return value === null ? null : presentObject(value, room);
    default:
      return null;
  }
}

function presentText(text: string, room: Room): string {
  const shown = room.left <= 0 ? "…" : logText(text, Math.min(LONGEST_TEXT, room.left), room.mask);
  room.left -= shown.length;
  return shown;
}

function presentObject(value: object, room: Room): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return presentText(`${value.name}: ${value.message}`, room);
  if (room.depth >= DEEPEST) return "…";
  room.depth += 1;
  const shown = Array.isArray(value) ? presentList(value, room) : presentFields(value, room);
  room.depth -= 1;
  return shown;
}

function presentList(values: readonly unknown[], room: Room): unknown[] {
  const shown: unknown[] = [];
  for (const value of values) {
    if (shown.length >= MOST_ITEMS || room.left <= 0) return [...shown, "…"];
    shown.push(present(value, room));
  }
  return shown;
}

function presentFields(value: object, room: Room): Record<string, unknown> {
  const shown: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    if (shown.length >= MOST_ITEMS || room.left <= 0) {
      shown.push(["…", "…"]);
      break;
    }
    const shownName = logText(name, LONGEST_NAME, room.mask);
    room.left -= shownName.length;
    shown.push([shownName, isMaskedField(name, field) ? SECRET : present(field, room)]);
  }
  // Built from entries, for `__proto__` is a name like any other.
  return Object.fromEntries(shown);
}

function isMaskedField(name: string, field: unknown): boolean {
  return field !== null && typeof field !== "boolean" && isSecretName(name);
}
