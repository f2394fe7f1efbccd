import { enableTool } from "../agent-draft.ts";
import { type AgentReader } from "../agent-reader.ts";
import { addHttpTool, settingsOf } from "../http-tool.ts";
import { identifierOf } from "../names.ts";
import { at, dropFields, dropped, mapped, numberAt, type Place, says, textAt } from "../place.ts";
import { addTool, type ProjectDraft } from "../project-draft.ts";
import { entryOf } from "../table-entry.ts";
import { readObjectSchema } from "../tool-schema.ts";
import { toolConfigOf } from "./documents.ts";
import { readSystemTool } from "./system-tools.ts";

/** What of a tool has no place on the platform, and why. */
const DROPPED = {
  assignments: "The model is shown the whole answer, and takes from it what it needs.",
  dynamic_variables: "Placeholders are there to try a tool: try it with POST /tools/{name}/try.",
  disable_interruptions: "Whoever speaks is listened to, and the call is finished.",
  interruption_mode: "Whoever speaks is listened to, and the call is finished.",
  force_pre_tool_speech: "The agent bridges waiting with words of its own.",
  pre_tool_speech: "The agent bridges waiting with words of its own.",
  tool_call_sound: "Choose a sound for all tools in voice.busy_sound.",
  tool_call_sound_behavior: "Choose a sound for all tools in voice.busy_sound.",
  tool_error_handling_mode: "The agent is told what went wrong, in words.",
  expects_response: "A client always answers a call, with an empty result where there is none.",
  follow_redirects: "Redirects are not followed: give the address itself.",
  follow_redirects_allowed_domains: "Redirects are not followed: give the address itself.",
};

/** Reads a tool and enables it on the reader's agent. Returns how a prompt mentions it; null where it became nothing. */
export function readElevenLabsTool(reader: AgentReader, document: Place): string | null {
  const place = toolConfigOf(document);
  if (textAt(place, "type") === "system") return readSystemTool(reader, place);
  const name = readCallable(reader.project, document);
  if (name === null) return null;
  const added = reader.project.tools.find((tool) => tool.name === name);
  enableTool(reader.agent, added?.type === "client" ? "client" : "api", name);
  const theirs = textAt(place, "name");
  if (theirs !== null && theirs !== name) reader.renamed.set(theirs, `@${name}`);
  return `@${name}`;
}

/** Adds a webhook or a client tool to the project. Returns its name; null, noted, where it cannot be a tool. */
export function readCallable(project: ProjectDraft, document: Place): string | null {
  const place = toolConfigOf(document);
  noteDocument(document, place);
  const type = textAt(place, "type");
  if (type === "webhook") return readWebhook(project, place);
  if (type === "client") return readClient(project, place);
  dropped(
    place,
    entryOf(OTHERS, type) ?? "The platform has no tool of this kind: make one with POST /tools.",
    "rebuild",
  );
  return null;
}

const OTHERS: Readonly<Record<string, string>> = {
  mcp: "Make its server known with POST /mcp_servers, then enable its tools by name.",
  api_integration_webhook: "Call the service's own API by a tool of your own, with its key in a header: POST /tools.",
};

function noteDocument(document: Place, place: Place): void {
  if (document !== place) {
    for (const key of ["id", "tool_id", "access_info", "usage_stats", "response_mocks"])
      dropped(at(document, key), "ElevenLabs' own notes on the tool.");
  }
  dropFields(place, DROPPED);
}

/** Reads what both kinds have in common. */
function readCommon(place: Place) {
  const name = identifierOf(textAt(place, "name") ?? "", "tool");
  const seconds = at(place, "response_timeout_secs");
  const mode = at(place, "execution_mode");
  for (const key of ["name", "description", "type", "response_timeout_secs", "execution_mode"])
    mapped(at(place, key), `tools/${name}`);
  return {
    name,
    description: textAt(place, "description") ?? "",
    timeLimitSec: numberAt(seconds),
    isInBackground: mode.value === "async",
  };
}

function readWebhook(project: ProjectDraft, place: Place): string | null {
  const api = at(place, "api_schema");
  const common = readCommon(place);
  const method = at(api, "method");
  const form = at(api, "content_type");
  mapped(method, `tools/${common.name}: method`);
  mapped(form, `tools/${common.name}: request`);
  dropped(
    at(api, "auth_connection"),
    "The connection's credentials were not copied: give the tool a header that lets it in.",
    "secret",
  );
  dropFields(api, {
    response_body_schema: "The model is shown the whole answer.",
    response_filter: "The model is shown the whole answer.",
    auth_resolved_params: "Credentials go into headers.",
  });
  const paths = at(api, "path_params_schema");
  const query = at(api, "query_params_schema");
  const body = at(api, "request_body_schema");
  return addHttpTool(project, {
    ...common,
    method: textAt(method) ?? "GET",
    url: at(api, "url"),
    headers: at(api, "request_headers"),
    pathSchemas: says(paths) ? paths : null,
    querySchema: says(query) ? query : null,
    queryValues: null,
    bodySchema: says(body) ? body : null,
    isForm: form.value === "application/x-www-form-urlencoded",
  });
}

function readClient(project: ProjectDraft, place: Place): string {
  const { name, description, timeLimitSec, isInBackground } = readCommon(place);
  const parameters = at(place, "parameters");
  const schema = readObjectSchema(parameters);
  mapped(parameters, `tools/${name}: input_schema`);
  return addTool(project, {
    type: "client",
    name,
    description: description || `Calls ${name}.`,
    input_schema: schema,
    ...settingsOf({ timeLimitSec, isInBackground }),
  });
}
