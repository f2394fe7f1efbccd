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
    const problems = call.method === method ? [] : [`${call.method} instead of ${method}`];
    const given: JsonObject = {};
    const pairs = pairsOf(search);
    for (const parameter of this.#parametersOf(method, path)) {
      const value = this.#valueOf(parameter, { path, pathname, pairs, call });
      const name = String(parameter.name);
      if (value !== undefined) given[name] = value;
      else if (parameter.required === true) problems.push(`${name} is missing`);
    }
    if (pairs.length > 0) problems.push(`unknown in the query: ${JSON.stringify(pairs)}`);
    const body = this.#bodyOf(method, path, call);
    if (body.value !== undefined) given["the body"] = body.value;
    return { given, problems: [...problems, ...body.problems] };
  }

  #valueOf(parameter: JsonObject, { path, pathname, pairs, call }: Arrived): unknown {
    const name = String(parameter.name);
    switch (parameter.in) {
      case "path":
        return fromPath(path, pathname, name);
      case "header":
        return fromHeader(call, name);
      case "query":
        return takeFrom(pairs, parameter, this.#isList(parameter));
      default:
        return undefined;
    }
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
    const described = this.#followed(this.#operation(method, path).requestBody ?? {});
    if (body === "") return { problems: described.required === true ? ["the body is missing"] : [] };
    const type = headers["content-type"] ?? "";
    const media = (described.content as Record<string, JsonObject> | undefined)?.[type];
    if (media === undefined) return { problems: [`a body of ${type || "no type"}`] };
    const place = ["paths", path, method.toLowerCase(), "requestBody", "content", type, "schema"];
    const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    const isForm = type.endsWith("urlencoded");
    const value = isForm ? this.#form(media, body) : (JSON.parse(body) as unknown);
    return { value, problems: this.#problemsOf(isForm ? this.#lenient : this.#ajv, pointer, value) };
  }

  #problemsOf(ajv: Ajv, pointer: string, value: unknown): string[] {
    const validate = this.#compile(ajv, pointer);
    if (validate(structuredClone(value))) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message}`);
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

interface Arrived {
  readonly path: string;
  readonly pathname: string;
  /** What nobody has taken yet. */
  readonly pairs: Pair[];
  readonly call: ReceivedCall;
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
