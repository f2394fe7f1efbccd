import type { JsonSchema, SchemaValue } from "./schema-value.ts";

/** What a handler is told of a request beside what it brings. */
export interface Delivery {
  /**
   * The same for every attempt of one delivery or call, and for no other within 24 hours. Whatever must not happen twice
   * should be stored under it.
   */
  readonly id: string;
  /** When this attempt was signed. */
  readonly signedAt: Date;
  /** Is aborted when the platform waits no longer for the answer. */
  readonly signal: AbortSignal;
}

/** What a tool is told of a call beside its arguments. */
export interface ToolCall extends Delivery {
  /** The tool's name. */
  readonly name: string;
  /** `id` by its usual name: the call's `X-Idempotency-Key`. */
  readonly idempotencyKey: string;
}

/** The arguments of a tool whose schema is not known. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** Carries out a tool: returns the result, any JSON value, or throws `ToolError` with words for the agent. */
export type ToolFunction<Arguments = ToolArguments> = (args: Arguments, call: ToolCall) => unknown;

/** A first-party tool as its receiver describes it. */
export interface ToolDefinition<Schema extends JsonSchema> {
  /** The `input_schema` that the tool has on the platform, which the types of the arguments come from. */
  input_schema?: Schema;
  /**
   * The end of the tool's address, `/orders/{order_no}`, where arguments are part of it; without it, the address must end in the
   * tool's name.
   */
  path?: string;
  /** The tool's method; any if absent. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The time limit that the tool has on the platform; 15 if absent. */
  time_limit_sec?: number;
  run: ToolFunction<unknown extends SchemaValue<Schema> ? ToolArguments : SchemaValue<Schema>>;
}

/** A first-party tool, its types read. */
export interface Tool extends Omit<ToolDefinition<JsonSchema>, "run"> {
  run: ToolFunction;
}

/**
 * Describes a tool, the arguments of `run` typed by its `input_schema`:
 * `defineTool({input_schema: {type: "object", properties: {order_no: {type: "string"}}, required: ["order_no"]}, run: ({order_no}) => …})`.
 */
export function defineTool<const Schema extends JsonSchema = JsonSchema>(tool: ToolDefinition<Schema>): Tool {
  // What `run` expects is what its schema says, and arguments are checked against it before it is called.
  return tool as unknown as Tool;
}
