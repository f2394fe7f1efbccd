/**
 * A first-party tool: an HTTP endpoint of the customer's own, which the platform calls signed (the contract's section
 * 6) when the model asks for it.
 */
export interface HttpTool {
  readonly name: string;
  readonly description: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute; `{name}` in the part after the host stands for the argument of that name, percent-encoded. */
  readonly url: string;
  /** A JSON Schema of type object that the arguments must fit before anything is sent. */
  readonly input_schema: Readonly<Record<string, unknown>>;
  /** Sent with each call; the signature's own headers and those of the connection cannot be set. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long a live turn waits for the tool, retries included; 15 s if absent, at most 5 minutes. */
  readonly time_limit?: number;
}

/**
 * How a tool call ended, as the model is told. `failed`: it had no effect that the caller knows of, and `error` says
 * what can be done about it. `unknown`: it may or may not have been carried out, and must not be repeated unasked.
 */
export type ToolOutcome =
  | { readonly status: "succeeded"; readonly result: unknown }
  | { readonly status: "failed"; readonly error: string }
  | { readonly status: "unknown"; readonly error: string };
