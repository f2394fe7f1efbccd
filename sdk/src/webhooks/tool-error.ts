/** Says in an answer's status that a call was understood and refused, which the platform does not try again. */
const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * What a tool has to tell the agent instead of a result, in words: `new ToolError("There is no order A-17.")`. The agent
 * reads `message`, and the call is not repeated. Any other error that a tool throws is answered with 500, its message kept
 * from the agent, and the platform calls again.
 */
export class ToolError extends Error {
  /** The HTTP status of the answer. */
  readonly status: number;

  /** Throws TypeError for a status that is no refusal: 4xx, but for 408 and 429, after which the platform tries again. */
  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    const { status = 422 } = options;
    if (!Number.isInteger(status) || !isRefusal(status))
      throw new TypeError(`A ToolError cannot have the status ${status}: it must be 4xx, and neither 408 nor 429.`);
    this.name = "ToolError";
    this.status = status;
  }
}
