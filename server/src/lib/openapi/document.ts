import { isJsonObject, type JsonObject } from "../json.ts";
import { readJsonOrYaml } from "./json-or-yaml.ts";
import { InvalidDocumentError } from "./invalid-document.ts";

/** An OpenAPI 3.0 or 3.1 document, of which nothing but the version has been checked. */
export interface OpenApiDocument {
  readonly root: JsonObject;
  /** The version of OpenAPI it says it has: `3.0.3`. */
  readonly openapi: string;
  readonly isModern: boolean;
  readonly title: string;
  /** The version of the API it describes; empty where it says none. */
  readonly version: string;
}

/**
 * Reads the text of an OpenAPI document, JSON or YAML.
 *
 * @throws InvalidDocumentError saying where it cannot be read, or which other kind of document it is.
 */
export function readDocument(text: string): OpenApiDocument {
  const root = readJsonOrYaml(text);
  if (!isJsonObject(root)) {
    throw new InvalidDocumentError("The document is not an object with the fields openapi, info and paths.");
  }
  const openapi = versionOf(root);
  const info = isJsonObject(root.info) ? root.info : {};
  return {
    root,
    openapi,
    isModern: !openapi.startsWith("3.0"),
    title: textOf(info.title) || "Untitled",
    version: textOf(info.version),
  };
}

function versionOf(root: JsonObject): string {
  const { openapi, swagger, asyncapi, paths } = root;
  if (swagger !== undefined) {
    throw new InvalidDocumentError(
      `This is Swagger ${String(swagger).slice(0, 20)}; OpenAPI 3.0 and 3.1 are read. Convert it first: in editor.swagger.io ` +
        "with Edit, Convert to OpenAPI 3.0, or with `npx swagger2openapi swagger.json -o openapi.json`.",
    );
  }
  if (asyncapi !== undefined) {
    throw new InvalidDocumentError(
      "This is an AsyncAPI document, which describes messages. OpenAPI 3.0 and 3.1 are read.",
    );
  }
  // `openapi: 3.1` without quotes is a number in YAML.
  const version = typeof openapi === "number" ? String(openapi) : openapi;
  if (typeof version !== "string") {
    throw new InvalidDocumentError("The document has no field openapi with its version, such as 3.1.0.");
  }
  if (!/^3\.[01](\.\d+)?(-[0-9a-z.]+)?$/i.test(version)) {
    throw new InvalidDocumentError(`The document is of OpenAPI ${version.slice(0, 20)}; 3.0 and 3.1 are read.`);
  }
  if (paths !== undefined && paths !== null && !isJsonObject(paths)) {
    throw new InvalidDocumentError("The field paths is not an object of paths.");
  }
  return version;
}

/** What stands in a place of text; a number counts, as in `version: 1.0` of YAML. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 500) : "";
}
