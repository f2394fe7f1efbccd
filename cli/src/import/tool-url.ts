import { changed, dropped, type Place } from "./place.ts";
import { variableName } from "./prompt-text.ts";
import { isSecretField, standIn, variableFor } from "./secrets.ts";

/** An address as the platform writes it. */
export interface ReadUrl {
  readonly url: string;
  /** The arguments that it takes in: `{name}`, each once. */
  readonly placeholders: readonly string[];
}

const PARTS = /^(https?:\/\/)([^/?#{}\\\s]+)([^#]*)/i;
const PRIVATE =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[)|\.(local|internal)$/i;

/** Reads a tool's address, and notes what becomes of it; null, noted, for one that no tool can have. */
export function readToolUrl(place: Place, toolName: string): ReadUrl | null {
  const text = typeof place.value === "string" ? place.value.trim() : "";
  const [, scheme, authority, rest] = PARTS.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || rest === undefined) {
    dropped(place, NO_ADDRESS, "rebuild");
    return null;
  }
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const path = rest
    .replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => `{${variableName(name.trim())}}`)
    .replace(/ /g, "%20");
  if (host === "" || /[{}]/.test(path.replace(/\{[^{}]+\}/g, "")) || text.length > 4_000) {
    dropped(place, NO_ADDRESS, "rebuild");
    return null;
  }
  const { query, secrets } = withoutSecrets(path, toolName);
  noteUrl(place, { host, hasUser: host !== authority, secrets });
  const placeholders = [...new Set([...query.matchAll(/\{([^{}$:]+)\}/g)].map((match) => match[1] ?? ""))];
  return { url: `${scheme}${host}${query}`, placeholders: placeholders.filter((name) => !name.startsWith("env:")) };
}

const NO_ADDRESS =
  "A tool's address must begin with http:// or https:// and a host without variables, so this tool was left out. Make it with POST /tools.";

/** Takes the values of secrets out of a query. */
function withoutSecrets(path: string, toolName: string): { query: string; secrets: string[] } {
  const secrets: string[] = [];
  const query = path.replace(/([?&])([^=&?#{}]+)=([^&#{}]+)/g, (whole, sign: string, name: string) => {
    if (!isSecretField(name)) return whole;
    const variable = variableFor(toolName, name);
    secrets.push(variable);
    return `${sign}${name}=${standIn(variable)}`;
  });
  return { query, secrets };
}

function noteUrl(
  place: Place,
  { host, hasUser, secrets }: { host: string; hasUser: boolean; secrets: string[] },
): void {
  if (secrets.length > 0) {
    const message = `The secret in the address was not copied: set ${secrets.join(", ")} when you apply. Better: have it sent in a header, for everybody who may read tools sees addresses.`;
    changed(place, message, { to: "url", todo: "secret" });
  } else if (hasUser) {
    changed(place, "The user name and password in the address were not copied: give them in a header, Authorization.", {
      to: "url",
      todo: "secret",
    });
  } else if (PRIVATE.test(host)) {
    const message = `${host} is a private address, which the platform does not call unless OPERATOR_ALLOWED_ADDRESSES lists it.`;
    changed(place, message, { to: "url", todo: "set_up" });
  } else place.notes.push({ path: place.path, outcome: "mapped", to: "url", message: "Taken over." });
}
