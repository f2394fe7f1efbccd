import type { MimeMessage } from "../lib/mime.ts";

/** A mail as a carrier brought it. */
export interface BroughtMail {
  /** Its bytes, or what somebody else made of them. */
  readonly raw: Uint8Array | MimeMessage;
  /** Who sent it by its envelope, empty for the null sender; null when the carrier does not say. */
  readonly from: string | null;
  /** Whom it goes to by its envelope; null when the carrier does not say. */
  readonly to: readonly string[] | null;
}

/** A request that claims to bring a mail. */
export interface MailRequest {
  /** The value of `Authorization`; null without one. */
  readonly authorization: string | null;
  readonly contentType: string;
  readonly query: URLSearchParams;
  /** The body as it came. */
  readonly body: Uint8Array;
}

/** A mail that a request brings. */
export interface PostedMail extends BroughtMail {
  /** What the request can be used for once only, where its signature does not cover the mail; null where it does. */
  readonly once: string | null;
}

/** Whoever posts mails to us over HTTP: a provider, or a mail server's own script. */
export interface InboundMailProvider {
  /** Tells by its headers alone whether a request may be read at all. */
  mayPost(request: Pick<MailRequest, "authorization">): boolean;
  /** Reads a request: the mail, or why there is none. Nothing is believed before the provider is known by it. */
  read(request: MailRequest, now: Date): Promise<PostedMail | "forged" | "unreadable">;
}
