import { type Html, html } from "../lib/html.ts";
import { componentName, type JsonSchema } from "./document-schemas.ts";

/** Where the page shows a component, so that its name can be a link; null for one that has no place of its own. */
export type AnchorOf = (component: string) => { anchor: string; label: string } | null;

/** How fields are shown. */
export interface FieldContext {
  anchorOf: AnchorOf;
  /** Whether the caller sends them, so that what matters is which are required; of answers, which may be absent. */
  isSent: boolean;
}

interface Field {
  name: string;
  schema: JsonSchema;
  isRequired: boolean;
}

/** Shows a text in which `code` is marked. */
export function prose(text: string): Html {
  const parts = text.split("`");
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** Shows an object's fields as a table, with those of the objects in it nested below; null when it has none. */
export function fieldTable(schema: JsonSchema, context: FieldContext): Html | null {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: schema.required?.includes(name) ?? false,
  }));
  return fields.length === 0 ? null : tableOf(fields, context);
}

/** Shows fields or parameters as a table. */
export function tableOf(fields: readonly Field[], context: FieldContext): Html {
  return html`<table class="fields"><tbody>${fields.map((field) => rowsOf(field, context))}</tbody></table>`;
}

function rowsOf({ name, schema, isRequired }: Field, context: FieldContext): Html {
  const { schema: inner, isNullable } = withoutNull(schema);
  const below = innerFields(inner, context);
  return html`<tr><th scope="row"><code>${name}</code>${markOf(isRequired, context)}</th>
<td><p class="type">${typeText(inner, context.anchorOf)}${isNullable ? ", or null" : null}${limitsOf(inner, schema)}</p>
<p>${prose(schema.description ?? inner.description ?? "")}</p></td></tr>
${below && html`<tr class="inner"><td colspan="2">${below}</td></tr>`}`;
}

function markOf(isRequired: boolean, { isSent }: FieldContext): Html | null {
  if (isRequired !== isSent) return null;
  return isSent ? html` <span class="required">required</span>` : html` <span class="optional">may be absent</span>`;
}

/** Splits "this or null" into both. */
function withoutNull(schema: JsonSchema): { schema: JsonSchema; isNullable: boolean } {
  const { type, anyOf = [] } = schema;
  if (Array.isArray(type) && type.includes("null") && type.length === 2) {
    return { schema: { ...schema, type: type.find((name) => name !== "null") as string }, isNullable: true };
  }
  const others = anyOf.filter((choice) => choice.type !== "null");
  const [only] = others;
  if (!only || others.length > 1 || others.length === anyOf.length) return { schema, isNullable: false };
  return { schema: only, isNullable: true };
}

function typeText(schema: JsonSchema, anchorOf: AnchorOf): Html {
  const name = componentName(schema);
  if (name !== null) return componentLink(name, anchorOf);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return html`one of ${choices.length} forms`;
  if (schema["const"] !== undefined) return html`always <code>${JSON.stringify(schema["const"])}</code>`;
  return schema.type === "array" ? html`list of ${typeText(schema.items ?? {}, anchorOf)}` : html`${plainType(schema)}`;
}

function plainType({ type, format, properties }: JsonSchema): string {
  if (type === undefined) return "any JSON value";
  if (format === "date-time") return "date-time";
  return type === "object" && !properties ? "object, free-form" : String(type);
}

function componentLink(name: string, anchorOf: AnchorOf): Html {
  const place = anchorOf(name);
  return place ? html`<a href="#${place.anchor}">${place.label}</a>` : html`${name}`;
}

/** Shows what a value may be, and what it is when nothing is said. */
function limitsOf(schema: JsonSchema, outer: JsonSchema): Html {
  const chosen = JSON.stringify("default" in outer ? outer["default"] : schema["default"]);
  const { minimum, maximum, minLength, maxLength, maxItems, minItems, pattern } = schema;
  const parts = [
    range(minimum, maximum, ""),
    range(minLength === 1 ? undefined : minLength, maxLength, "characters"),
    range(minItems, maxItems, "items"),
    typeof pattern === "string" ? html`matches <code>${pattern}</code>` : null,
    Array.isArray(schema["enum"]) ? html`one of ${list(schema["enum"])}` : null,
    chosen === undefined || chosen === "{}" ? null : html`default <code>${chosen}</code>`,
  ].filter((part) => part !== null);
  return html`${parts.map((part) => html` <span class="limit">${part}</span>`)}`;
}

function range(from: unknown, to: unknown, what: string): Html | null {
  const isSet = (value: unknown): value is number => typeof value === "number" && Math.abs(value) < 2 ** 53 - 1;
  const unit = what === "" ? "" : ` ${what}`;
  if (isSet(from) && isSet(to)) return html`${from} to ${to}${unit}`;
  if (isSet(to)) return html`at most ${to}${unit}`;
  return isSet(from) ? html`at least ${from}${unit}` : null;
}

function list(values: readonly unknown[]): Html {
  return html`${values.map((value, index) => html`${index === 0 ? "" : " "}<code>${String(value)}</code>`)}`;
}

/** Shows the objects inside a schema. Those with a name of their own are shown in their own place. */
export function innerFields(schema: JsonSchema, context: FieldContext): Html | null {
  if (componentName(schema) !== null) return null;
  if (schema.items) return innerFields(withoutNull(schema.items).schema, context);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return html`<div class="nested">${choices.map((choice) => choiceOf(choice, context))}</div>`;
  const table = fieldTable(schema, context);
  return table && html`<div class="nested">${table}</div>`;
}

function choiceOf(schema: JsonSchema, context: FieldContext): Html {
  const name = componentName(schema);
  if (name !== null) return html`<p class="form">${componentLink(name, context.anchorOf)}</p>`;
  const { type, ...properties } = schema.properties ?? {};
  return html`<p class="form"><code>"type": ${JSON.stringify(type?.["const"] ?? null)}</code>
${prose(type?.description ?? "")}</p>${fieldTable({ ...schema, properties }, context)}`;
}
