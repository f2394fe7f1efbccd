import { isJsonObject, type JsonObject } from "../json.ts";
import { follow, followToObject } from "./references.ts";

const PLACES = ["path", "query", "header", "cookie"] as const;

/** Where a parameter goes. */
export type ParameterPlace = (typeof PLACES)[number];

/** One parameter of an operation, with what OpenAPI takes for granted filled in. */
export interface ApiParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly description: unknown;
  readonly schema: unknown;
  readonly style: string;
  readonly explode: boolean;
  /** The media type in which its value is written, where the document says one. */
  readonly mediaType: string | null;
}

/** Reads the parameters of an operation with those of its path, which it may override by name and place. */
export function parametersOf(
  root: JsonObject,
  ofPath: unknown,
  ofOperation: unknown,
): { parameters: ApiParameter[]; problems: string[] } {
  const found = new Map<string, ApiParameter>();
  const problems: string[] = [];
  for (const given of [...listOf(ofPath), ...listOf(ofOperation)]) {
    const followed = follow(root, given);
    const parameter = followed.ok ? readParameter(root, followed.value) : null;
    if (!followed.ok) problems.push(`One of its parameters refers to ${followed.problem}.`);
    else if (parameter === null) problems.push("One of its parameters has no name or no known place.");
    else found.set(keyOf(parameter), parameter);
  }
  return { parameters: [...found.values()], problems };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The names of headers are the same in upper and lower case. */
function keyOf({ in: place, name }: ApiParameter): string {
  return `${place}:${place === "header" ? name.toLowerCase() : name}`;
}

function readParameter(root: JsonObject, given: unknown): ApiParameter | null {
  if (!isJsonObject(given) || typeof given.name !== "string" || given.name === "") return null;
  const place = PLACES.find((known) => known === given.in);
  if (place === undefined) return null;
  return {
    name: given.name,
    in: place,
    isRequired: place === "path" || given.required === true,
    isDeprecated: given.deprecated === true,
    description: given.description,
    ...formOf(given, place),
    ...contentOf(root, given),
  };
}

function formOf({ style, explode }: JsonObject, place: ParameterPlace): Pick<ApiParameter, "style" | "explode"> {
  const written = typeof style === "string" ? style : STYLES[place];
  return { style: written, explode: typeof explode === "boolean" ? explode : written === "form" };
}

function contentOf(root: JsonObject, { content, schema }: JsonObject): Pick<ApiParameter, "schema" | "mediaType"> {
  const [media] = Object.entries(isJsonObject(content) ? content : {});
  if (media === undefined) return { schema, mediaType: null };
  return { schema: followToObject(root, media[1])?.schema, mediaType: media[0] };
}

/** Where a parameter does not say how it is written. */
const STYLES: Record<ParameterPlace, string> = { path: "simple", query: "form", header: "simple", cookie: "form" };
