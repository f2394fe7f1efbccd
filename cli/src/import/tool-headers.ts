import { at, changed, dropped, fieldsAt, isObject, type Place, says, textAt } from "./place.ts";
import { isSecretHeader, standIn, variableFor } from "./secrets.ts";
import { isTemplate } from "./tool-schema.ts";

/** What only the sender of a request may say. */
const RESERVED =
  /^(host|content-length|transfer-encoding|connection|proxy-connection|keep-alive|upgrade|expect|te|trailer|accept-encoding|x-timestamp|x-idempotency-key|x-signature|webhook-.*)$/i;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const MOST_HEADERS = 50;

/** Headers in the platform's form. */
export interface ReadHeaders {
  readonly headers: Readonly<Record<string, string>>;
  /** Headers whose value is a variable of the conversation, by that variable. */
  readonly fromContext: readonly { readonly header: string; readonly variable: string }[];
}

/**
 * Reads the headers of a tool or a server, by name, or as a list of `{name, value}`. Values of secrets are replaced by
 * variables of whoever applies the project, and noted; what cannot be sent is noted and left out.
 */
export function readHeaders(place: Place, owner: string): ReadHeaders {
  const headers: Record<string, string> = {};
  const fromContext: { header: string; variable: string }[] = [];
  for (const [name, value] of namedHeaders(place).slice(0, MOST_HEADERS)) {
    const read = readHeader(name, value, owner);
    if (read === null) continue;
    if ("variable" in read) {
      fromContext.push({ header: name, variable: read.variable });
      const message = `The model is told to send the conversation's value of "${read.variable.slice(0, 60)}".`;
      changed(value, message, { to: "input_schema" });
    } else headers[name] = read.value;
  }
  return { headers, fromContext };
}

function namedHeaders(place: Place): [string, Place][] {
  if (!Array.isArray(place.value)) return fieldsAt(place);
  return place.value.flatMap((_, index): [string, Place][] => {
    const entry = at(place, index);
    const name = textAt(entry, "name") ?? textAt(entry, "key");
    return name === null ? [] : [[name, at(entry, "value")]];
  });
}

function readHeader(name: string, place: Place, owner: string): { value: string } | { variable: string } | null {
  if (!says(place)) return null;
  if (!NAME.test(name) || RESERVED.test(name)) {
    dropped(place, `The header ${name.slice(0, 60)} is set by the platform alone, or is none.`);
    return null;
  }
  const variable = contextVariable(place.value);
  if (variable !== null) return { variable };
  if (isTemplate(place.value)) {
    dropped(place, `Values are not put into the header ${name}. Send the value as an argument.`, "rebuild");
    return null;
  }
  if (typeof place.value === "string" && !isSecretHeader(name)) {
    place.notes.push({ path: place.path, outcome: "mapped", to: `headers.${name}`, message: "Taken over." });
    return { value: place.value };
  }
  const secret = variableFor(owner, name);
  const message = `The value was not copied, it may be a secret: set ${secret} to the whole value of ${name} when you apply.`;
  changed(place, message, { to: `headers.${name}`, todo: "secret" });
  return { value: standIn(secret) };
}

/** Names the variable whose value a header has: `{{name}}`, or `{variable_name}`; null for any other header. */
function contextVariable(value: unknown): string | null {
  const named = isObject(value) && typeof value["variable_name"] === "string" ? value["variable_name"] : null;
  const text = named ?? (typeof value === "string" ? (/^\{\{\s*([\w.]+)\s*\}\}$/.exec(value)?.[1] ?? null) : null);
  return text === null || text.startsWith("secret__") ? null : text;
}
