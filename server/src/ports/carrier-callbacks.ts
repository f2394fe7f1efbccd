import type { MessageFromPerson } from "./message-carrier.ts";

/** A request that claims to come from a carrier. */
export interface CarrierRequest {
  /** As the carrier was told it, with its query. */
  readonly url: string;
  /** What the carrier signed it with; null when it bears no signature. */
  readonly signature: string | null;
  /** The body as it came, a form. */
  readonly body: string;
}

/** What a carrier says has become of one of our messages. */
export interface CarrierReport {
  /** The carrier's id of it. */
  readonly carrierId: string;
  readonly status: "sent" | "delivered" | "failed";
  /** Why it failed; null when it did not. */
  readonly failure: { readonly code: string; readonly message: string } | null;
}

/** Reads what a carrier of text messages sends us over HTTP. */
export interface CarrierCallbacks {
  /** Tells whether it is the carrier who sends the request. */
  isAuthentic(request: CarrierRequest): boolean;
  /** Reads a person's message; null for what is none. Whose mode it is of depends on the number that it came to. */
  readMessage(body: string): Omit<MessageFromPerson, "livemode"> | null;
  /** Reads a report; null for what is none. */
  readReport(body: string): CarrierReport | null;
}
