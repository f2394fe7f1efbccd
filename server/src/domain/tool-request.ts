import { z } from "zod";

/** How a parameter's lists and objects are written (OpenAPI 3.1, "Style Values"). */
export const PARAMETER_STYLES = ["form", "simple", "deepObject", "spaceDelimited", "pipeDelimited"] as const;

/** How a parameter's lists and objects are written. */
export type ParameterStyle = (typeof PARAMETER_STYLES)[number];

const argumentField = z.string().min(1).max(200);

const parameterSchema = z.strictObject({
  argument: argumentField.describe("The argument that holds its value."),
  in: z
    .enum(["query", "header", "path", "form"])
    .describe("Where it goes; `form` is a field of the body, where that is a form made of several arguments."),
  name: z.string().min(1).max(200).describe("Its name there; of a path parameter, the placeholder in the URL."),
  style: z
    .enum(PARAMETER_STYLES)
    .describe(
      "How lists and objects are written, as OpenAPI defines it: `simple` in a path or header, else the others.",
    ),
  explode: z.boolean().describe("Whether each entry of a list or object is written as a parameter of its own."),
});

/** One parameter of a request. */
export type RequestParameter = z.output<typeof parameterSchema>;

const bodySchema = z.strictObject({
  type: z
    .enum(["json", "form"])
    .describe("`form` is application/x-www-form-urlencoded, nested values in brackets: `items[0][price]=3`."),
  argument: argumentField
    .nullable()
    .default(null)
    .describe("The argument that is the whole body; null makes an object of all that are no parameter."),
});

/**
 * Where each argument of a tool goes in its request, for tools whose parameters are not all of one kind. What the
 * import of an OpenAPI document writes.
 */
export const requestMappingSchema = z
  .strictObject({
    parameters: z
      .array(parameterSchema)
      .max(200)
      .default([])
      .describe("The arguments that go elsewhere than the body."),
    body: bodySchema.nullable().default(null).describe("The body; null for a request that has none."),
  })
  .meta({ id: "ToolRequest", description: "Where each argument goes in the request." });

/** Where each argument of a tool goes in its request. */
export type RequestMapping = z.output<typeof requestMappingSchema>;
