import { isJsonObject } from "../json.ts";
import { readUrl } from "../read-url.ts";

/** Where operations are called, without a slash at the end; or why that is not known. */
export type BaseUrl = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: string };

/**
 * Reads the address of the first of several servers: its variables get their defaults, and a relative one is resolved
 * against the address of the document, `documentUrl` (OpenAPI 3.1, "Server Object").
 */
export function baseUrlOf(servers: readonly unknown[], documentUrl: string | null): BaseUrl {
  const [server] = servers;
  // Without servers it is the root of the place where the document lies.
  const template = isJsonObject(server) && typeof server.url === "string" ? server.url : "/";
  const variables = isJsonObject(server) && isJsonObject(server.variables) ? server.variables : {};
  const missing: string[] = [];
  const filled = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (isJsonObject(variable) && (typeof variable.default === "string" || typeof variable.default === "number")) {
      return String(variable.default);
    }
    missing.push(name);
    return "";
  });
  if (missing.length > 0) {
    return { ok: false, problem: `The server's address ${shown(template)} has no default for ${missing.join(", ")}.` };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(filled)) return readBaseUrl(filled);
  if (documentUrl === null) {
    const what = isJsonObject(server) ? `gives only the relative address ${shown(filled)}` : "names no server";
    return { ok: false, problem: `The document ${what}, and was not read from an address.` };
  }
  const url = readUrl(filled, documentUrl);
  return url === null ? unreadable(filled) : readBaseUrl(url.href);
}

/** Reads an address under which paths lie: http or https, with no user name, query or fragment. */
export function readBaseUrl(text: string): BaseUrl {
  const url = readUrl(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return unreadable(text);
  if (url.username !== "" || url.password !== "") {
    return { ok: false, problem: `The server's address at ${url.host} holds a user name or password.` };
  }
  if (url.search !== "" || url.hash !== "") {
    return { ok: false, problem: `The server's address ${shown(text)} has a query or fragment.` };
  }
  return { ok: true, url: `${url.origin}${url.pathname}`.replace(/\/+$/, "") };
}

function unreadable(text: string): BaseUrl {
  return { ok: false, problem: `The server's address ${shown(text)} is not an http:// or https:// address.` };
}

function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
