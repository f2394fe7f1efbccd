import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { isJsonObject, type JsonObject } from "../../src/lib/json.ts";
import type { ReceivedCall } from "../http/tool-receiver.ts";

/**
 * Reads requests as the author of an OpenAPI document would, with nothing of the platform's own reading of it: so it
 * tells whether what arrived at a service is what its document asks for.
 */
export class Service {
  readonly #document: JsonObject;
  readonly #ajv: Ajv;
  readonly #lenient: Ajv;

  constructor(text: string) {
    this.#document = (text.startsWith("{") ? JSON.parse(text) : parse(text)) as JsonObject;
    const options = { strict: false, validateFormats: false, logger: false, allErrors: true } as const;
    const make = (more: object) =>
      String(this.#document.openapi).startsWith("3.0")
        ? new Ajv({ ...options, ...more })
        : (new Ajv2020({ ...options, ...more }) as unknown as Ajv);
    const known = withNull(this.#document) as JsonObject;
    this.#ajv = make({}).addSchema(known, "document");
    this.#lenient = make({ coerceTypes: "array" }).addSchema(known, "document");
  }

  /** Lists the methods and paths of all operations. */
  operations(): { method: string; path: string }[] {
    return Object.entries(this.#document.paths as JsonObject).flatMap(([path, item]) =>
      ["get", "put", "post", "delete", "patch"]
        .filter((method) => Object.hasOwn(item as object, method))
        .map((method) => ({ method: method.toUpperCase(), path })),
    );
  }

  /** Reads a request to one operation: what was given, by name, and what is wrong with it. */
  read(method: string, path: string, call: ReceivedCall): { given: JsonObject; problems: string[] } {
    const [pathname = "", search = ""] = call.path.split("?");
    const problems: string[] = [];
    if (call.method !== method) problems.push(`${call.method} instead of ${method}`);
    const given: JsonObject = {};
    const pairs = pairsOf(search);
    for (const parameter of this.#parametersOf(method, path)) {
      const { name, in: place } = parameter;
      const value =
        place === "path"
          ? fromPath(path, pathname, String(name))
          : place === "header"
            ? fromHeader(call, String(name))
            : place === "query"
              ? takeFrom(pairs, parameter, this.#isList(parameter))
              : undefined;
      if (value === undefined && parameter.required === true) problems.push(`${String(name)} is missing`);
      if (value !== undefined) given[String(name)] = value;
    }
    if (pairs.length > 0) problems.push(`unknown in the query: ${JSON.stringify(pairs)}`);
    const body = this.#bodyOf(method, path, call);
    problems.push(...body.problems);
    return { given: { ...given, ...(body.value === undefined ? {} : { "the body": body.value }) }, problems };
  }

  #at(pointer: string): JsonObject {
    return pointer
      .split("/")
      .slice(1)
      .reduce<unknown>(
        (value, part) => (value as JsonObject)[part.replaceAll("~1", "/").replaceAll("~0", "~")],
        this.#document,
      ) as JsonObject;
  }

  #followed(value: unknown): JsonObject {
    return isJsonObject(value) && typeof value.$ref === "string"
      ? this.#at(value.$ref.slice(1))
      : (value as JsonObject);
  }

  #operation(method: string, path: string): JsonObject {
    return (this.#document.paths as Record<string, JsonObject>)[path]?.[method.toLowerCase()] as JsonObject;
  }

  #parametersOf(method: string, path: string): JsonObject[] {
    const shared = (this.#document.paths as Record<string, JsonObject>)[path]?.parameters;
    return [...((shared as unknown[]) ?? []), ...((this.#operation(method, path).parameters as unknown[]) ?? [])].map(
      (parameter) => this.#followed(parameter),
    );
  }

  #isList({ schema }: JsonObject): boolean {
    const followed = this.#followed(schema);
    const alternatives = (followed.oneOf ?? followed.anyOf ?? []) as JsonObject[];
    return (
      followed.type === "array" || alternatives.some((alternative) => this.#followed(alternative).type === "array")
    );
  }

  #bodyOf(method: string, path: string, { headers, body }: ReceivedCall): { value?: unknown; problems: string[] } {
    const { requestBody } = this.#operation(method, path);
    const described = this.#followed(requestBody) as JsonObject | undefined;
    if (body === "") return { problems: described?.required === true ? ["the body is missing"] : [] };
    const type = headers["content-type"] ?? "";
    const content = (described?.content as Record<string, JsonObject> | undefined) ?? {};
    if (!Object.hasOwn(content, type)) return { problems: [`a body of ${type || "no type"}`] };
    const isForm = type.endsWith("urlencoded");
    const value = isForm ? this.#form(content[type] as JsonObject, body) : (JSON.parse(body) as unknown);
    const place = ["paths", path, method.toLowerCase(), "requestBody", "content", type, "schema"];
    const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    const [validate, copy] = isForm
      ? [this.#compile(this.#lenient, pointer), structuredClone(value)]
      : [this.#compile(this.#ajv, pointer), value];
    const fits = isJsonObject(requestBody) && Object.hasOwn(requestBody, "$ref") ? true : validate(copy);
    return {
      value,
      problems: fits
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message}`),
    };
  }

  #compile(ajv: Ajv, pointer: string): ValidateFunction {
    return ajv.compile({ $ref: `document#/${encodeURI(pointer)}` });
  }

  #form({ schema, encoding }: JsonObject, body: string): JsonObject {
    const pairs = pairsOf(body);
    const fields = Object.entries((this.#followed(schema).properties ?? {}) as Record<string, JsonObject>);
    const values = fields.map(([name, field]) => {
      const own = ((encoding as JsonObject | undefined)?.[name] as JsonObject | undefined) ?? {};
      const isList = this.#isList({ schema: field });
      const style = own.style ?? (isList ? "form" : "deepObject");
      const isScalar = pairs.some(([key]) => key === name) && !isList;
      const value = takeFrom(pairs, { name, style: isScalar ? "form" : style, explode: own.explode ?? true }, isList);
      return [name, value] as const;
    });
    return { ...Object.fromEntries(values.filter(([, value]) => value !== undefined)), ...Object.fromEntries(pairs) };
  }
}

/** Ajv knows `nullable` beside a type only. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (!isJsonObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNull(inner)]));
  if (copy.nullable !== true || typeof copy.type === "string") return copy;
  const { nullable: _, ...rest } = copy;
  return { anyOf: [rest, { enum: [null] }] };
}

type Pair = [key: string, value: string];

function pairsOf(text: string): Pair[] {
  return [...new URLSearchParams(text)].map(([key, value]) => [key, value]);
}

function fromPath(template: string, pathname: string, name: string): string | undefined {
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]);
  const pattern = template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^{}]+\}/g, "([^/?]+)");
  const match = new RegExp(`${pattern}$`).exec(pathname);
  const text = match?.[names.indexOf(name) + 1];
  return text === undefined ? undefined : decodeURIComponent(text);
}

function fromHeader({ headers }: ReceivedCall, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === "string" ? Buffer.from(value, "latin1").toString("utf8") : undefined;
}

/** Takes a parameter's value out of a query or form, as its style says (OpenAPI 3.1, "Style Values"). */
function takeFrom(pairs: Pair[], { name, style, explode }: JsonObject, isList: boolean): unknown {
  if (style === "deepObject") {
    const own = take(pairs, (key) => key.startsWith(`${String(name)}[`));
    return own.length === 0 ? undefined : nested(own, String(name));
  }
  const values = take(pairs, (key) => key === name).map(([, value]) => value);
  if (values.length === 0) return undefined;
  if (!isList) return values.length === 1 ? values[0] : values;
  return explode === false ? values[0]?.split(",") : values;
}

function take(pairs: Pair[], isWanted: (key: string) => boolean): Pair[] {
  const taken = pairs.filter(([key]) => isWanted(key));
  for (const pair of taken) pairs.splice(pairs.indexOf(pair), 1);
  return taken;
}

/** `a[b][0]=c` is `{b: ["c"]}`. */
function nested(pairs: readonly Pair[], name: string): unknown {
  const root: JsonObject = {};
  for (const [key, value] of pairs) {
    const parts = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "");
    let at = root;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as JsonObject;
    at[parts.at(-1) ?? ""] = value;
  }
  return withLists(root);
}

function withLists(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
