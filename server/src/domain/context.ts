import { z } from "zod";
import { closest } from "../lib/closest.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { FREE_FORM, joinPath, type UnknownField } from "../lib/unknown-fields.ts";
import type { AgentConfig } from "./agent-config.ts";
import { CUSTOMER_TEXT_FIELDS, type CustomerTextField } from "./customer.ts";
import { OperatorError } from "./error.ts";

const identity = (field: CustomerTextField, what: string) =>
  z.string().max(CUSTOMER_TEXT_FIELDS[field]).nullable().optional().describe(`${what}; null when not known.`);

const customerSchema = z
  .looseObject({
    name: identity("name", "The customer's name"),
    phone_no: identity("phone_no", "Their telephone number, best in E.164 form"),
    email: identity("email", "Their e-mail address"),
    external_id: identity("external_id", "Their id in your own system, by which they are found again first"),
    salesforce_lead_id: identity("salesforce_lead_id", "Their lead's id in Salesforce"),
    salesforce_contact_id: identity("salesforce_contact_id", "Their contact's id in Salesforce"),
    zendesk_user_id: identity("zendesk_user_id", "Their user id in Zendesk"),
    preferred_language: identity("preferred_language", "The English name of the language they like best"),
    time_zone: z
      .string()
      .nullable()
      .optional()
      .describe(
        "Their time zone by its IANA name, e.g. Europe/Zurich; another text says nothing. Null when not known.",
      ),
    extra: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("Whatever else is known of the customer, in fields of your own."),
  })
  .describe("Who the conversation is with.");

/** What a conversation is told at its creation or later: two reserved keys, the rest free-form. */
export const contextSchema = z
  .looseObject({
    $customer: customerSchema
      .nullable()
      .optional()
      .describe("Who the conversation is with; found or created by `external_id`, then `phone_no`, then `email`."),
    $variables: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("Values of the prompt's variables by name; they win over values given flat at the top level."),
  })
  .meta({
    ...FREE_FORM,
    id: "Context",
    description: "What the agent is to know: two reserved keys, the rest is free-form.",
  });

type Variables = AgentConfig["runtime"]["variables"];

/** What the prompt's variables come to in a conversation. */
export interface ResolvedVariables {
  /** The text of every variable that has a value. */
  values: Record<string, string>;
  /** The required variables that nobody gave a value, in the order of their declaration. */
  missing: string[];
}

/**
 * Finds the value of each declared variable: under `$variables`, else flat at the top level, else its default. `null`
 * counts as not given, the empty text as given. Texts are taken as they are, any other value as its JSON text.
 */
export function resolveVariables(variables: Variables, context: JsonObject): ResolvedVariables {
  const values: [string, string][] = [];
  const missing: string[] = [];
  for (const { name, default_value } of variables) {
    const value = ownValue(variablesOf(context), name) ?? ownValue(context, name) ?? default_value;
    if (value === null) missing.push(name);
    else values.push([name, typeof value === "string" ? value : JSON.stringify(value)]);
  }
  // Built from entries, for `__proto__` is a variable name like any other.
  return { values: Object.fromEntries(values), missing };
}

/**
 * Lists what the context says beyond the declared variables, as name and JSON value: the customer's details as
 * `customer.name`, `customer.extra.plan` …, undeclared entries of `$variables`, then the free fields. What is `null`
 * or says nothing is left out.
 */
export function additionalDetails(variables: Variables, context: JsonObject): [name: string, value: unknown][] {
  const declared = new Set(variables.map(({ name }) => name));
  const details = new Map<string, unknown>(customerDetails(context));
  for (const source of [variablesOf(context), context]) {
    for (const [name, value] of Object.entries(source)) {
      if (!declared.has(name) && !isReserved(name) && !details.has(name)) details.set(name, value);
    }
  }
  return [...details].filter(([, value]) => value !== null && value !== undefined);
}

function customerDetails(context: JsonObject): [string, unknown][] {
  const customer = ownValue(context, "$customer");
  if (!isJsonObject(customer)) return [];
  return Object.entries(customer).flatMap(([name, value]): [string, unknown][] => {
    if (name !== "extra" || !isJsonObject(value)) return [[`customer.${name}`, value]];
    return Object.entries(value).map(([key, extra]) => [`customer.extra.${key}`, extra]);
  });
}

function isReserved(name: string): boolean {
  return name === "$customer" || name === "$variables";
}

/**
 * Adds what a later source says to the context and returns the sum; neither is changed. Key by key the later value
 * wins, `null` included; inside `$variables` and `$customer` likewise, while a `null` in the place of either whole one
 * says nothing.
 */
export function mergeContext(old: JsonObject, added: JsonObject): JsonObject {
  const merged: JsonObject = { ...old, ...added };
  for (const key of ["$variables", "$customer"]) {
    const before = ownValue(old, key);
    const after = ownValue(added, key);
    if (before === null && after === null) delete merged[key];
    else if (after === null) merged[key] = before;
    else if (isJsonObject(before) && isJsonObject(after)) merged[key] = { ...before, ...after };
  }
  return merged;
}

/** Names the entries of `$variables` that the agent did not declare, fifty at most, with a guess at what was meant. */
export function unknownVariables(variables: Variables, context: JsonObject): UnknownField[] {
  const declared = variables.map(({ name }) => name);
  const known = new Set(declared);
  const unknown = Object.keys(variablesOf(context)).filter((name) => !known.has(name));
  return unknown.slice(0, 50).map((name) => ({
    path: joinPath("context.$variables", name),
    guess: closest(name, declared),
  }));
}

function variablesOf(context: JsonObject): JsonObject {
  const variables = ownValue(context, "$variables");
  return isJsonObject(variables) ? variables : {};
}

/** Reads a field of the object itself, never one it inherits; `null` when it is absent. */
function ownValue(object: JsonObject, key: string): unknown {
  return (Object.hasOwn(object, key) ? object[key] : null) ?? null;
}

/** Each change stores and sends the whole context, so what a client adds bit by bit must come to an end. */
const LARGEST_CONTEXT = 262_144;

/** Throws `too_large` for a context that has become too long. */
export function assertContextFits(context: JsonObject): void {
  if (JSON.stringify(context).length <= LARGEST_CONTEXT) return;
  const message = `The context would be longer than ${LARGEST_CONTEXT} characters. Replace fields instead of adding more.`;
  throw new OperatorError("too_large", message, { param: "context" });
}
