import { z } from "zod";
import { payloadName } from "../domain/event-kind.ts";
import { type JsonSchema, relaxJsonSchema } from "./document-schemas.ts";

/** An event as the document describes it. */
export interface AsyncApiMessage {
  name: string;
  title: string;
  summary: string;
  contentType: string;
  payload: JsonSchema;
  examples: { name: string; payload: object }[];
  /** Whether it is part of the conversation's log, so that it is sent again to those who missed it. */
  "x-stored"?: boolean;
  "x-experimental"?: boolean;
  /** Whether it is sent over the socket of those who supervise. */
  "x-supervision"?: boolean;
}

/** Refers to messages by the names of their components. */
export function messageReferences(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}

interface Described {
  readonly description: string;
  readonly envelope: JsonSchema;
  readonly example: object;
  /** The component that describes the payload; that of the type where nothing is said. */
  readonly name?: string;
}

/** Describes an event of a type. */
export function messageOf(
  type: string,
  { description, envelope, example, name = payloadName(type) }: Described,
): AsyncApiMessage {
  const payload = { $ref: `#/components/schemas/${name}` };
  return {
    name: type,
    title: type,
    summary: description,
    contentType: "application/json",
    payload: { ...envelope, description, properties: { ...envelope.properties, payload } },
    examples: [{ name, payload: example }],
  };
}

/** Writes a named schema in draft 7, which AsyncAPI 3.0 builds on; what it refers to goes by the name in the components. */
export function jsonSchemaOf(schema: z.ZodObject): JsonSchema {
  const { definitions = {} } = z.toJSONSchema(schema, { target: "draft-7", override: relaxJsonSchema });
  const schemas = definitions as Record<string, JsonSchema>;
  return schemas[z.globalRegistry.get(schema)?.id ?? ""] ?? {};
}

/** Writes a list in Markdown. */
export function bulletList(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}
