import type { Schemas } from "@operator/sdk";
import type { JsonObject } from "./json-object.ts";
import type { Mapping } from "./mapping.ts";
import { newSecretsByName, type Secret, secretsByName, secretsOf, secretsText } from "./secrets.ts";

/** A tool of the registry as it is answered. */
export type Tool = Schemas["Tool"];

/** The methods of HTTP that a tool may use. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A tool as its form holds it. */
export interface ToolDraft {
  type: Tool["type"];
  name: string;
  description: string;
  method: (typeof METHODS)[number];
  url: string;
  headers: Secret[];
  input_schema: JsonObject;
  output_schema: JsonObject | null;
  request: Mapping | null;
  time_limit_sec: number;
  runs_in_background: boolean;
  on_interrupt: Tool["on_interrupt"];
}

/** What a new tool begins with. */
export const NEW_TOOL: ToolDraft = {
  type: "http",
  name: "",
  description: "",
  method: "GET",
  url: "",
  headers: [],
  input_schema: { type: "object", properties: {} },
  output_schema: null,
  request: null,
  time_limit_sec: 15,
  runs_in_background: false,
  on_interrupt: "finish",
};

/** Makes a form of a tool. */
export function draftOf(tool: Tool): ToolDraft {
  const { type, name, description, method, url, headers, input_schema, output_schema, request } = tool;
  const { time_limit_sec, runs_in_background, on_interrupt } = tool;
  return {
    type,
    name,
    description,
    method: method ?? "GET",
    url: url ?? "",
    headers: secretsOf(headers),
    input_schema,
    output_schema,
    request,
    time_limit_sec,
    runs_in_background,
    on_interrupt,
  };
}

/** Makes of a form what makes a tool. */
export function newToolOf(draft: ToolDraft): Schemas["NewTool"] {
  const { type, name } = draft;
  return { type, name: name.trim(), ...settingsOf(draft), ...(isHttp(draft) ? newHeadersOf(draft) : {}) };
}

/** Makes of a form what changes a tool. */
export function toolChangeOf(draft: ToolDraft): Schemas["ToolChange"] {
  return { ...settingsOf(draft), ...(isHttp(draft) ? { headers: secretsByName(draft.headers) } : {}) };
}

function settingsOf(draft: ToolDraft) {
  const { description, method, url, request, input_schema, output_schema } = draft;
  const { time_limit_sec, runs_in_background, on_interrupt } = draft;
  const endpoint = isHttp(draft) ? { method, url: url.trim(), request } : {};
  return { description, ...endpoint, input_schema, output_schema, time_limit_sec, runs_in_background, on_interrupt };
}

function newHeadersOf({ headers }: ToolDraft) {
  return { headers: newSecretsByName(headers) };
}

function isHttp({ type }: ToolDraft): boolean {
  return type === "http";
}

/** What the parts of a tool are called where two people have changed them. */
const TITLES: Partial<Record<keyof ToolDraft, string>> = {
  description: "Description",
  method: "Method",
  url: "Address",
  headers: "Headers",
  input_schema: "Arguments",
  output_schema: "Schema of the answer",
  request: "Where arguments go",
  time_limit_sec: "Time limit",
  runs_in_background: "In the background",
  on_interrupt: "When interrupted",
};

/** Writes what two people have made of the same parts of a tool. */
export function differencesOf(names: readonly (keyof ToolDraft)[], mine: ToolDraft, theirs: ToolDraft) {
  return names.map((name) => ({
    name: TITLES[name] ?? name,
    theirs: partText(theirs, name),
    yours: partText(mine, name),
  }));
}

function partText(draft: ToolDraft, name: keyof ToolDraft): string {
  if (name === "headers") return secretsText(draft.headers);
  const value = draft[name];
  return typeof value === "string" ? value : JSON.stringify(value);
}
