import { z } from "zod";
import { OPERATION_CHANGES } from "./openapi-comparison.ts";
import { DRAFT_FIELDS } from "./openapi-differences.ts";
import { requestMappingSchema } from "./tool-request.ts";
import { TOOL_METHODS } from "./tool.ts";

const MOST_OPERATIONS = 5_000;

const name = z.string().trim().min(1).max(100).describe("The source's unique name, for people.");
const url = z
  .string()
  .min(1)
  .max(4_096)
  .nullable()
  .default(null)
  .describe("Where the document is fetched, up to 32 MiB, also when it is compared again. Give this or `document`.");
const document = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())])
  .nullable()
  .default(null)
  .describe("The document itself, OpenAPI 3.0 or 3.1: JSON or YAML as text, or an object. Up to 32 MiB.");
const baseUrl = z
  .string()
  .min(1)
  .max(2_048)
  .nullable()
  .default(null)
  .describe("Where the service is called, instead of at the servers that the document names.");
const namePrefix = z
  .string()
  .regex(/^([A-Za-z][A-Za-z0-9_-]{0,31})?$/, "must begin with a letter and have at most 32 letters, digits, _ and -")
  .default("")
  .describe("Stands before the name of every tool.");
const operationKeys = z.array(z.string().min(1).max(5_000)).min(1).max(MOST_OPERATIONS).nullable().default(null);
const timeLimit = z.number().min(0.1).max(300);
const key = z
  .string()
  .describe("By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`.");

/** The body of a preview. */
export const openApiPreviewSchema = z
  .strictObject({
    url,
    document,
    base_url: baseUrl,
    name_prefix: namePrefix,
    header_names: z
      .array(z.string().min(1).max(200))
      .max(50)
      .default([])
      .describe("The headers that every tool is to send by itself; no argument is made of them."),
  })
  .meta({ id: "OpenApiPreview", description: "A document to look into." });

/** What to look into. */
export type OpenApiPreview = z.output<typeof openApiPreviewSchema>;

/** The body that imports a document. */
export const newOpenApiSourceSchema = z
  .strictObject({
    name,
    url,
    document,
    base_url: baseUrl,
    name_prefix: namePrefix,
    headers: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        "Headers that every tool sends, such as the service's key. Every value is a secret, never shown again.",
      ),
    operations: operationKeys.describe("The operations to import, by their keys; null for all that can be."),
    time_limit_sec: timeLimit.default(15).describe("How long a turn waits for each tool, in seconds."),
  })
  .meta({ id: "NewOpenApiSource", description: "A document whose operations become tools." });

/** A document to import. */
export type NewOpenApiSource = z.output<typeof newOpenApiSourceSchema>;

const anew = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())])
  .nullable()
  .default(null)
  .describe("The document as it is now; null fetches it from the source's `url`.");

/** The body of a comparison. */
export const openApiComparisonRequestSchema = z
  .strictObject({ document: anew })
  .meta({ id: "OpenApiComparisonRequest", description: "What to compare a source with." });

/** The body of a further import. */
export const openApiImportSchema = z
  .strictObject({
    document: anew,
    operations: operationKeys.describe(
      "The operations to bring up to date, by their keys: new ones get tools, changed ones are updated, tools of removed " +
        "ones are deleted. Null for all that are changed, and none that is new or removed.",
    ),
  })
  .meta({ id: "OpenApiImport", description: "What to import anew of a source." });

/** What to import anew. */
export type OpenApiImport = z.output<typeof openApiImportSchema>;

const sourceFields = {
  id: z.string().describe("The source, `oas_…`."),
  name,
  url: z.string().nullable().describe("Where the document is fetched; null when it was sent."),
  base_url: z.string().nullable().describe("Where the service is called; null for the servers of the document."),
  name_prefix: z.string().describe("Stands before the name of every tool."),
  headers: z
    .record(z.string(), z.null())
    .describe("The names of the headers that new tools are given. Their values are secrets, and shown as null."),
  time_limit_sec: timeLimit.describe("The time limit that new tools are given, in seconds."),
  openapi: z.string().describe("The version of OpenAPI of the document, e.g. `3.1.0`."),
  title: z.string().describe("The title that the document has."),
  version: z.string().describe("The version of the API that the document describes."),
  tool_count: z.number().int().describe("How many tools there are of it."),
  created_at: z.iso.datetime().describe("When it was first imported, ISO 8601 in UTC."),
  updated_at: z.iso.datetime().describe("When it was last imported, ISO 8601 in UTC."),
};

/** A source in a list. */
export const openApiSourceItemSchema = z
  .object(sourceFields)
  .meta({ id: "OpenApiSourceItem", description: "A document that tools were imported from." });

/** A source in a list. */
export type OpenApiSourceItem = z.output<typeof openApiSourceItemSchema>;

const method = z.string().describe("The HTTP method.");
const path = z.string().describe("The path in the document, with placeholders.");

/** A source with its tools. */
export const openApiSourceSchema = z
  .object({
    ...sourceFields,
    tools: z
      .array(
        z.object({
          operation: key,
          method,
          path,
          name: z.string().describe("The tool, as `GET /tools/{name}` shows it."),
        }),
      )
      .describe("The operations that were imported, by path, each with its tool."),
  })
  .meta({ id: "OpenApiSource", description: "A document that tools were imported from, with its tools." });

/** A source with its tools. */
export type OpenApiSource = z.output<typeof openApiSourceSchema>;

const jsonSchema = z.record(z.string(), z.unknown());
const operationFields = {
  operation: key,
  method,
  path,
  summary: z.string().nullable().describe("What the document says of it in short; null for nothing."),
  is_deprecated: z.boolean().describe("Whether the document advises against it."),
  name: z.string().describe("What its tool is, or would be, called."),
  is_importable: z.boolean().describe("Whether it can be a tool."),
  reason: z.string().nullable().describe("Why it cannot be a tool; null when it can."),
  notes: z.array(z.string()).describe("What to know of its tool, such as parameters that are left out."),
};

const draftSchema = z
  .object({
    name: z.string().describe("The name of the tool."),
    description: z.string().describe("What a model is told that it does."),
    method: z.enum(TOOL_METHODS).describe("The HTTP method."),
    url: z.string().describe("The endpoint; `{name}` is a placeholder."),
    input_schema: jsonSchema.describe("JSON Schema of the arguments."),
    output_schema: jsonSchema.nullable().describe("JSON Schema of the result; null where the document says none."),
    request: requestMappingSchema.describe("Where each argument goes."),
  })
  .meta({ id: "OpenApiToolDraft", description: "A tool as a document describes it." });

const credentialSchema = z.object({
  in: z.enum(["header", "query", "cookie"]).describe("Where the service looks for it."),
  name: z.string().describe("The name of the header, parameter or cookie."),
  description: z.string().describe("What goes there."),
});

const documentFields = {
  openapi: z.string().describe("The version of OpenAPI of the document."),
  title: z.string().describe("The title that the document has."),
  version: z.string().describe("The version of the API that it describes."),
  problems: z.array(z.string()).describe("What is wrong with the document as a whole, or with where it leads."),
};

/** What a document offers. */
export const openApiContentsSchema = z
  .object({
    ...documentFields,
    credentials: z
      .array(credentialSchema)
      .describe("What the service wants to know its callers by; those of headers belong into `headers`."),
    operations: z
      .array(
        z.object({
          ...operationFields,
          tool: draftSchema.nullable().describe("The tool it makes; null when it can be none."),
        }),
      )
      .describe("All operations, in the order of the document."),
  })
  .meta({ id: "OpenApiContents", description: "What a document offers to import." });

const differenceSchema = z.object({
  field: z.string().describe("Where, e.g. `input_schema.properties.limit.maximum`."),
  before: z.unknown().describe("What stood there when it was imported; null for nothing, cut when long."),
  after: z.unknown().describe("What stands there now; null for nothing, cut when long."),
  message: z.string().describe("The same in a line for people."),
});

const handChangeSchema = z.object({
  field: z.enum(DRAFT_FIELDS).describe("The field of the tool."),
  is_kept: z.boolean().describe("Whether an import keeps it; false where the document's word replaces it."),
});

/** How a document stands to what was imported of it. */
export const openApiComparisonSchema = z
  .object({
    ...documentFields,
    operations: z
      .array(
        z.object({
          ...operationFields,
          change: z
            .enum(OPERATION_CHANGES)
            .describe("`new`: not imported. `removed`: imported, and not in the document any more."),
          imported_as: z.string().nullable().describe("The key it was imported under; null for one that was not."),
          differences: z
            .array(differenceSchema)
            .describe("In what it differs from what was imported; up to 100 entries."),
          hand_changes: z
            .array(handChangeSchema)
            .describe("What was changed of the tool itself since; its other settings an import never touches."),
        }),
      )
      .describe("The operations of the document in its order, then those that are no longer in it."),
  })
  .meta({ id: "OpenApiComparison", description: "How a document stands to what was imported of it." });

/** How a document stands to what was imported of it. */
export type OpenApiComparison = z.output<typeof openApiComparisonSchema>;

const done = { operation: key, name: z.string().describe("The tool.") };

/** What an import did. */
export const openApiImportResultSchema = z
  .object({
    id: z.string().describe("The source, `oas_…`."),
    created: z.array(z.object(done)).describe("Tools that were made."),
    updated: z
      .array(
        z.object({
          ...done,
          kept: z.array(z.enum(DRAFT_FIELDS)).describe("Fields that stay as they were changed by hand."),
          replaced: z.array(z.enum(DRAFT_FIELDS)).describe("Fields changed by hand that the document's word replaced."),
        }),
      )
      .describe("Tools that were updated."),
    removed: z.array(z.object(done)).describe("Tools that were deleted."),
    skipped: z
      .array(z.object({ ...done, reason: z.string().describe("Why nothing was done.") }))
      .describe("Changed operations that cannot be tools as they are now; their tools stay as they are."),
  })
  .meta({ id: "OpenApiImportResult", description: "What an import did." });

/** What an import did. */
export type OpenApiImportResult = z.output<typeof openApiImportResultSchema>;
