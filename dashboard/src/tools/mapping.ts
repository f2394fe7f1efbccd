import type { Schemas } from "@operator/sdk";

/** Where each argument of a tool goes in its request, as the API has it. */
export type Mapping = Schemas["ToolRequest"];
type Parameter = Mapping["parameters"][number];
/** How lists and objects are written. */
export type Style = Parameter["style"];

/** Where an argument may go: into the body with others, as the whole of it, or elsewhere. */
export const PLACES = {
  path: "Address",
  query: "Query",
  header: "Header",
  body: "Body",
  whole: "Whole body",
  form: "Form field",
} as const;

/** Where an argument goes. */
export type Place = keyof typeof PLACES;

/** How lists and objects can be written, by where they go. */
export const STYLES: Record<Parameter["in"], readonly Style[]> = {
  path: ["simple"],
  header: ["simple"],
  query: ["form", "deepObject", "spaceDelimited", "pipeDelimited"],
  form: ["form", "deepObject", "spaceDelimited", "pipeDelimited"],
};

/** One argument and where it goes. */
export interface MappingRow {
  argument: string;
  place: Place;
  /** What it is called there; null where it keeps its name. */
  name: string | null;
  style: Style;
  explode: boolean;
}

/** What a tool's request is made of. */
export interface Request {
  method: string;
  url: string;
  names: readonly string[];
}

const WITHOUT_BODY = new Set(["GET", "DELETE"]);

/** Lists the placeholders of an address, each once. */
export function placeholdersOf(url: string): string[] {
  return [...new Set([...url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""))];
}

/** Says where each argument goes when nothing is set: placeholders first, the rest in the query or a JSON body. */
export function automaticRows({ method, url, names }: Request): MappingRow[] {
  const placeholders = new Set(placeholdersOf(url));
  const rest = WITHOUT_BODY.has(method) ? "query" : "body";
  return names.map((argument) => rowAt(argument, placeholders.has(argument) ? "path" : rest));
}

/** Says where each argument goes by a mapping. What it does not name goes into the body. */
export function rowsOf(mapping: Mapping, names: readonly string[]): MappingRow[] {
  const parameters = new Map(mapping.parameters.map((parameter) => [parameter.argument, parameter]));
  return names.map((argument) => {
    const parameter = parameters.get(argument);
    if (parameter === undefined) return rowAt(argument, mapping.body?.argument === argument ? "whole" : "body");
    const { in: place, name, style, explode } = parameter;
    return { argument, place, name, style, explode };
  });
}

/** Makes the mapping that rows say. A body of one argument has no room for others. */
export function mappingOf(rows: readonly MappingRow[], type: "json" | "form"): Mapping {
  const parameters = rows.flatMap(({ argument, place, name, style, explode }): Parameter[] =>
    place === "body" || place === "whole" ? [] : [{ argument, in: place, name: name ?? argument, style, explode }],
  );
  const whole = rows.find(({ place }) => place === "whole");
  const hasForm = rows.some(({ place }) => place === "form");
  if (whole !== undefined) return { parameters, body: { type, argument: whole.argument } };
  const hasBody = hasForm || rows.some(({ place }) => place === "body");
  return { parameters, body: hasBody ? { type: hasForm ? "form" : type, argument: null } : null };
}

/** Moves an argument to another place, under the name that it has. */
export function movedTo(row: MappingRow, place: Place): MappingRow {
  return { ...rowAt(row.argument, place), name: place === "body" || place === "whole" ? null : row.name };
}

function rowAt(argument: string, place: Place): MappingRow {
  const isForm = place === "query" || place === "form";
  return { argument, place, name: null, style: isForm ? "form" : "simple", explode: isForm };
}

/** Names arguments that a mapping speaks of and that are not there any more. */
export function strayArguments({ parameters, body }: Mapping, names: readonly string[]): string[] {
  const spoken = [...parameters.map(({ argument }) => argument), ...(body?.argument ? [body.argument] : [])];
  return spoken.filter((argument) => !names.includes(argument));
}
