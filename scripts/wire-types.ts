import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

const HEAD = `/** Written by scripts/generate-wire-types.ts from the server's /openapi.json; do not edit. */\n\n`;

/** Writes the TypeScript types of an OpenAPI document as the SDK keeps them in `sdk/src/generated/rest.ts`. */
export async function wireTypesOf(document: OpenAPI3): Promise<string> {
  // A field with a default is always present in an answer, but need not be in a request: the document says which.
  const types = await openapiTS(document, { defaultNonNullable: false });
  return HEAD + astToString(types);
}
