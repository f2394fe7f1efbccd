import type { ReadMail } from "../../../src/domain/mail-reading.ts";

/** A mail as somebody might send it, and what must come of it. */
export interface MailCase {
  readonly name: string;
  readonly raw: string | Uint8Array;
  /** What is read of it; a text alone is why it cannot be read. */
  readonly read: Partial<Record<keyof ReadMail, unknown>> | string;
}

/** Puts together a mail from headers and a body; the usual headers come first. */
export function mailOf(headers: readonly string[], body: string, usual: readonly string[] = USUAL): string {
  return [...usual, ...headers, "", body].join("\r\n");
}

/** Those of an ordinary mail. */
export const USUAL: readonly string[] = [
  "From: Kim Doe <kim@example.com>",
  "To: help@operator.example",
  "Message-ID: <m1@example.com>",
  "Date: Thu, 19 Jun 2025 09:30:00 +0000",
];

/** The same without one of them. */
export function without(name: string): string[] {
  return USUAL.filter((header) => !header.startsWith(`${name}:`));
}

/** The headers and the body of a mail in parts. */
export function partsOf(type: string, parts: readonly string[], boundary = "b1"): { header: string; body: string } {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return { header: `Content-Type: multipart/${type}; boundary="${boundary}"`, body: `${body}--${boundary}--\r\n` };
}

/** Writes text as bytes of one of the eight-bit character sets, code for code. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
