/** Thrown for a document that cannot be read; the message says why, and where, for the person who has it. */
export class InvalidDocumentError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "InvalidDocumentError";
  }
}
