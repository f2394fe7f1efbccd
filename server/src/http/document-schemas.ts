/** A JSON Schema as far as the documents look at it. */
export interface JsonSchema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  examples?: unknown[];
  [keyword: string]: unknown;
}

const COMPONENTS = "#/components/schemas/";

/** Returns the name of the component that a schema refers to; null when it refers to none. */
export function componentName(schema: JsonSchema | undefined): string | null {
  return schema?.$ref?.startsWith(COMPONENTS) ? schema.$ref.slice(COMPONENTS.length) : null;
}

/** Takes out of a JSON Schema that Zod wrote what says nothing or promises too much, in place. */
export function relaxJsonSchema({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  // Fields may be added to any object, so no client should refuse those it does not know.
  if (jsonSchema["additionalProperties"] === false) delete jsonSchema["additionalProperties"];
  // The pattern only says once more what the format says.
  if (jsonSchema["format"] !== undefined) delete jsonSchema["pattern"];
  // Of a record: that names of fields are texts.
  delete jsonSchema["propertyNames"];
}
