/** What can be wrong with a request that says it comes from the platform. */
export type VerificationProblem =
  | "missing_header"
  | "malformed_header"
  | "too_old"
  | "from_the_future"
  | "wrong_signature"
  | "body_parsed"
  | "malformed_body";

/** A request that is not proven to come from the platform. `code` says what is wrong, `message` also what to do. */
export class WebhookVerificationError extends Error {
  /**
   * `too_old` and `from_the_future`: the two clocks differ, or somebody sent an old request again. `wrong_signature`: another key, another
   * address, or another body than was sent. `body_parsed`: the receiver's own middleware took the raw body away. `malformed_body`: it is signed, but is
   * not what was expected here.
   */
  readonly code: VerificationProblem;

  constructor(code: VerificationProblem, message: string) {
    super(message);
    this.name = "WebhookVerificationError";
    this.code = code;
  }
}
