import { type Html, html } from "../lib/html.ts";
import { API_VERSION } from "./api-guide.ts";
import { componentName, type JsonSchema } from "./document-schemas.ts";
import type { OpenApiDocument, Operation, Parameter, Response } from "./open-api-completion.ts";
import { type AnchorOf, fieldTable, prose, tableOf } from "./reference-fields.ts";

/** One call, with where it is. */
export interface Endpoint {
  method: string;
  path: string;
  operation: Operation;
}

/** Lists a document's calls in its order. */
export function endpointsOf(document: OpenApiDocument): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** Shows one call: what it takes and answers, how it refuses, and how to make it with curl. */
export function endpointArticle(endpoint: Endpoint, document: OpenApiDocument, anchorOf: AnchorOf): Html {
  const { method, path, operation } = endpoint;
  const { operationId, summary, description, requestBody, responses } = operation;
  const body = bodyOf(requestBody, document);
  const parts = [
    parameterPart("In the path", operation, "path"),
    parameterPart("In the query", operation, "query"),
    parameterPart("Headers", operation, "header"),
    body && html`<h4>Body</h4>${fieldTable(body, { anchorOf, isSent: true })}`,
    ...Object.entries(responses)
      .filter(([status]) => status.startsWith("2"))
      .map(([status, response]) => answerPart(status, response, { document, anchorOf })),
    refusalPart(responses),
  ];
  return html`<article id="${operationId}"><div class="words">
<h3><a href="#${operationId}">${summary}</a></h3>
<p class="call"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
<p>${prose(description)}</p><p class="access">${accessText(operation)}</p>${parts}
</div><div class="code">${example("Request", curlOf(endpoint, document))}${answerExample(responses, document)}</div></article>
`;
}

function accessText({ security }: Operation): string {
  if (security.length === 0) return "Needs no key.";
  const scope = security.flatMap((scheme) => scheme["api_key"] ?? [])[0];
  const key = `Opened by an API key with the scope ${scope}`;
  return security.length > 1 ? `${key}, or by the conversation's own token.` : `${key}.`;
}

function parameterPart(title: string, operation: Operation, place: Parameter["in"]): Html | null {
  // Those that are references hold for every call; the guide explains them.
  const own = (operation.parameters ?? []).filter((parameter): parameter is Parameter => "in" in parameter);
  const here = own.filter((parameter) => parameter.in === place);
  if (here.length === 0) return null;
  const fields = here.map(({ name, description, required = false, schema }) => {
    return { name, isRequired: required, schema: { ...schema, description } };
  });
  return html`<h4>${title}</h4>${tableOf(fields, { anchorOf: () => null, isSent: true })}`;
}

function bodyOf(body: Operation["requestBody"], document: OpenApiDocument): JsonSchema | null {
  const [media] = Object.values(body?.content ?? {});
  return media ? resolved(media.schema, document) : null;
}

function resolved(schema: JsonSchema, { components }: OpenApiDocument): JsonSchema {
  return components.schemas[componentName(schema) ?? ""] ?? schema;
}

function answerPart(
  status: string,
  { description, content = {} }: Response,
  { document, anchorOf }: { document: OpenApiDocument; anchorOf: AnchorOf },
): Html {
  const [type, media] = Object.entries(content)[0] ?? [];
  const name = componentName(media?.schema);
  const place = name === null ? null : anchorOf(name);
  const table = media && !place ? fieldTable(resolved(media.schema, document), { anchorOf, isSent: false }) : null;
  const link = place && html` <a href="#${place.anchor}">${place.label}</a>`;
  const note = type === undefined || type === "application/json" ? null : html` <code>${type}</code>`;
  return html`<h4>Answer <span class="status">${status}</span>${note}${link}</h4><p>${prose(description)}</p>${table}`;
}

/** Lists the codes of a route's refusals, as links to what they mean. */
function refusalPart(responses: Operation["responses"]): Html {
  const rows = Object.entries(responses)
    .filter(([status]) => !status.startsWith("2"))
    .map(([status, { description }]) => {
      const codes = codesIn(description).map((code) => html`<a href="#error-${code}"><code>${code}</code></a> `);
      return html`<li><span class="status">${status}</span> ${codes}</li>`;
    });
  return html`<h4>Refusals</h4><ul class="refusals">${rows}</ul>`;
}

/** Reads the codes out of a refusal's description. */
export function codesIn(description: string): string[] {
  return [...description.matchAll(/^- `(\w+)`/gm)].map((match) => match[1] as string);
}

/** Shows a piece of code under a title. */
export function example(title: string, code: string): Html {
  return html`<figure><figcaption>${title}</figcaption><pre tabindex="0"><code>${code}</code></pre></figure>`;
}

const SAMPLES: Record<string, string> = {
  "/conversational_agents/{id}": "ca_7Yd2Kp0QxLm",
  "/conversational_agents/{version_id}": "ca_7Yd2Kp0QxLm@v0",
  "/conversations/{id}": "conv_3fTz9Wb1RcA",
};

function curlOf({ method, path, operation }: Endpoint, document: OpenApiDocument): string {
  const filled = Object.entries(SAMPLES).reduce(
    (text, [pattern, id]) => text.replace(pattern, pattern.replace(/\{.*\}/, id)),
    path,
  );
  const isStream = "text/event-stream" in (operation.responses["200"]?.content ?? {});
  const start = ["curl", ...(isStream ? ["-N"] : []), ...(method === "GET" ? [] : ["-X", method])].join(" ");
  const lines = [start, `'${document.servers[0]?.url}${filled}'`];
  if (operation.security.length > 0) {
    lines.push(`-H "Authorization: Bearer $OPERATOR_API_KEY"`, `-H 'Operator-Version: ${API_VERSION}'`);
  }
  const body = bodyOf(operation.requestBody, document);
  if (body) lines.push("-H 'Content-Type: application/json'", `-d '${quoted(jsonText(body.examples?.[0] ?? {}))}'`);
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** Writes a value as JSON, the small parts of it on one line each. */
export function jsonText(value: unknown, indent = ""): string {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null || flat.length + indent.length <= 46) return spaced(flat);
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${jsonText(item, inner)}`)
    : Object.entries(value).map(([name, field]) => `${inner}${JSON.stringify(name)}: ${jsonText(field, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** Puts spaces into one line of JSON, as people do, but not into its texts. */
function spaced(flat: string): string {
  return flat.replace(/"(?:[^"\\]|\\.)*"|[:,]/g, (token) => (token === ":" || token === "," ? `${token} ` : token));
}

function answerExample(responses: Operation["responses"], document: OpenApiDocument): Html | null {
  const [media] = Object.values(responses["200"]?.content ?? responses["202"]?.content ?? {});
  if (!media) return null;
  const shown = media.example ?? resolved(media.schema, document).examples?.[0];
  return shown === undefined ? null : example("Answer", jsonText(shown));
}
