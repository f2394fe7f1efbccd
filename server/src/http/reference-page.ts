import type { ErrorCode } from "../domain/error.ts";
import { payloadName } from "../domain/event-kind.ts";
import { type Html, html } from "../lib/html.ts";
import { API_GUIDE, API_SUMMARY, API_VERSION } from "./api-guide.ts";
import type { asyncApiDocument } from "./async-api.ts";
import { ERROR_CODES, statusOf } from "./error-codes.ts";
import { componentName, type JsonSchema } from "./document-schemas.ts";
import { documentBar, GUIDE_FILES } from "./guide-page.ts";
import type { OpenApiDocument } from "./open-api-completion.ts";
import { type Endpoint, endpointArticle, endpointsOf, example, jsonText } from "./reference-endpoints.ts";
import { eventAnchor, eventSections, eventsOf } from "./reference-events.ts";
import { type AnchorOf, fieldTable, innerFields, prose } from "./reference-fields.ts";

/** What the page shows. */
export interface ReferenceDocuments {
  openApi: OpenApiDocument;
  asyncApi: ReturnType<typeof asyncApiDocument>;
}

/** Where the page is served, and its style sheet. */
export const REFERENCE_PATH = "/docs/reference";
export const STYLE_PATH = "/docs/reference.css";

/** Components that other parts of the page show: the envelope and the client's events. */
const SHOWN_ELSEWHERE: Record<string, { anchor: string; label: string }> = {
  ServerEvent: { anchor: "envelope", label: "event" },
  ClientEvent: { anchor: "client-events", label: "client event" },
};

/** Writes the reference page of both documents: plain HTML that needs no other host; scripts only for the search while one types. */
export function referencePage({ openApi, asyncApi }: ReferenceDocuments): string {
  const endpoints = endpointsOf(openApi);
  const objects = objectsToShow(openApi, asyncApi);
  const anchorOf = anchorsOf(objects, asyncApi);
  const sections = openApi.tags.map(({ name, description }) => {
    const ofTag = endpoints.filter((endpoint) => endpoint.operation.tags.includes(name));
    return html`<section id="${sectionAnchor(name)}"><h2>${name}</h2><p>${prose(description)}</p>${ofTag.map(
      (endpoint) => endpointArticle(endpoint, openApi, anchorOf),
    )}</section>`;
  });
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Reference · Operator docs</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="/favicon.svg"><link rel="stylesheet" href="${STYLE_PATH}">
<script src="${GUIDE_FILES.script}" defer></script></head>
<body><a class="skip" href="#content">Skip to the content</a>
${documentBar(null)}
<div class="layout">${contents({ openApi, asyncApi }, endpoints, objects)}
<main id="content">${introduction(openApi)}${guide()}${sections}${objectSection(objects, openApi, anchorOf)}
${eventSections(asyncApi, anchorOf)}</main></div></body></html>
`.markup;
}

/** Names a section of the page by its title. */
export function sectionAnchor(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** Lists the components that have a place of their own: those that a field refers to. Events have theirs already. */
function objectsToShow({ components, paths }: OpenApiDocument, asyncApi: ReferenceDocuments["asyncApi"]): string[] {
  const inFields = JSON.stringify([Object.values(components.schemas), listItemsIn(paths)]);
  return Object.keys(components.schemas).filter((name) => {
    if (name in asyncApi.components.schemas || name in SHOWN_ELSEWHERE || `${name}Input` in components.schemas)
      return false;
    const forms = [name, labelOf(name)].map((form) => `"#/components/schemas/${form}"`);
    return forms.some((reference) => inFields.includes(reference));
  });
}

/** Collects what the lists in answers hold: they refer to it from within a call. */
function listItemsIn(paths: OpenApiDocument["paths"]): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(paths, (key, value: unknown) => {
    if (key === "items") found.push(value);
    return value;
  });
  return found;
}

function anchorsOf(objects: readonly string[], asyncApi: ReferenceDocuments["asyncApi"]): AnchorOf {
  const { fromClient, fromPlatform } = eventsOf(asyncApi);
  const events = new Map([...fromClient, ...fromPlatform].map((event) => [payloadName(event.name), event]));
  return (component) => {
    const event = events.get(component);
    if (event !== undefined) return { anchor: eventAnchor(event), label: event.name };
    const name = objects.includes(component) ? component : `${component}Input`;
    if (objects.includes(name)) return { anchor: `object-${name}`, label: labelOf(name) };
    return SHOWN_ELSEWHERE[component] ?? null;
  };
}

/** Names an object as both its forms, the one that is sent and the one that is answered. */
function labelOf(component: string): string {
  return component.replace(/Input$/, "");
}

function contents({ openApi, asyncApi }: ReferenceDocuments, endpoints: Endpoint[], objects: readonly string[]): Html {
  const { fromClient, fromSupervisor, fromPlatform } = eventsOf(asyncApi);
  const link = (anchor: string, label: string | Html) => html`<li><a href="#${anchor}">${label}</a></li>`;
  const group = (anchor: string, label: string, links: Html[]) =>
    html`<li><a href="#${anchor}">${label}</a><ul>${links}</ul></li>`;
  const calls = openApi.tags.map(({ name }) => {
    const ofTag = endpoints.filter(({ operation }) => operation.tags.includes(name));
    return group(
      sectionAnchor(name),
      name,
      ofTag.map((endpoint) => callLink(endpoint)),
    );
  });
  const events = (messages: typeof fromClient) => messages.map((message) => link(eventAnchor(message), message.name));
  return html`<nav class="contents" aria-label="Contents"><ul>
${group(
  "guide",
  "Guide",
  API_GUIDE.map(({ title }) => link(sectionAnchor(title), title)),
)}
${calls}
${group(
  "objects",
  "Objects",
  objects.map((name) => link(`object-${name}`, labelOf(name))),
)}
${group("session", "The session", [link("order", "Order"), link("close-codes", "Close codes"), link("envelope", "The envelope")])}
${group("client-events", "What the client sends", events(fromClient))}
${group("supervisor-events", "What a supervisor sends", events(fromSupervisor))}
${group("platform-events", "What the platform sends", events(fromPlatform))}</ul></nav>`;
}

function callLink({ method, operation }: Endpoint): Html {
  return html`<li><a class="of-call" href="#${operation.operationId}">${operation.summary}
<span class="method ${method.toLowerCase()}">${method}</span></a></li>`;
}

function introduction({ servers }: OpenApiDocument): Html {
  return html`<header><h1>API reference</h1><p class="lead">${API_SUMMARY}</p>
<dl class="facts"><div><dt>Address</dt><dd><code>${servers[0]?.url ?? ""}</code></dd></div>
<div><dt>Version</dt><dd><code>${API_VERSION}</code></dd></div>
<div><dt>Documents</dt><dd><a href="/openapi.json">OpenAPI 3.1</a> <a href="/asyncapi.json">AsyncAPI 3.0</a></dd></div></dl></header>`;
}

function guide(): Html {
  const sections = API_GUIDE.map(({ title, paragraphs }) => {
    const more = title === "Errors" ? errorTable() : null;
    return html`<h3 id="${sectionAnchor(title)}">${title}</h3>${paragraphs.map((text) => html`<p>${prose(text)}</p>`)}${more}`;
  });
  return html`<section id="guide" class="guide"><h2>Guide</h2>${sections}</section>`;
}

function errorTable(): Html {
  const rows = Object.entries(ERROR_CODES).map(([code, { type, meaning }]) => {
    const status = statusOf(code as ErrorCode);
    return html`<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td><span class="status">${status}</span>
<code>${type}</code></td><td>${prose(meaning)}</td></tr>`;
  });
  return html`<table class="plain"><thead><tr><th>Code</th><th>Status and type</th><th>Meaning</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function objectSection(objects: readonly string[], document: OpenApiDocument, anchorOf: AnchorOf): Html {
  const { schemas } = document.components;
  const sent = JSON.stringify(sentComponents(document));
  const articles = objects.map((name) => {
    const schema = schemas[name] ?? {};
    const context = { anchorOf, isSent: sent.includes(`"#/components/schemas/${name}"`) };
    const [shown] = schema.examples ?? [];
    const code = shown === undefined ? null : html`<div class="code">${example("Example", jsonText(shown))}</div>`;
    return html`<article id="object-${name}"><div class="words"><h3><a href="#object-${name}">${labelOf(name)}</a></h3>
<p>${prose(schema.description ?? "")}</p>${schema.oneOf ? innerFields(schema, context) : fieldTable(schema, context)}
</div>${code}</article>
`;
  });
  return html`<section id="objects"><h2>Objects</h2>${articles}</section>`;
}

/** Collects the components that calls send, and with them what their fields refer to. */
function sentComponents({ paths, components }: OpenApiDocument): JsonSchema[] {
  const bodies = Object.values(paths).flatMap((methods) => Object.values(methods).map((call) => call.requestBody));
  const names = bodies.flatMap((body) => Object.values(body?.content ?? {}).map(({ schema }) => componentName(schema)));
  return names.flatMap((name) => (name === null ? [] : [components.schemas[name] ?? {}]));
}
