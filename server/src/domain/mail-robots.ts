import type { MimeHeader } from "../lib/mime.ts";
import { isReplySubject } from "./mail-subject.ts";

/** Why nobody answers a mail by itself: another robot might answer that, and so on without end (RFC 3834). */
export interface RobotMark {
  /** A stable name, e.g. `auto_submitted`. */
  readonly code: string;
  readonly message: string;
}

/** What is looked at. */
export interface MarkedMail {
  readonly headers: readonly MimeHeader[];
  /** Who would be answered, as it is compared; null when nobody can be. */
  readonly sender: string | null;
  /** The sender of the envelope, empty for the null sender; null when the carrier did not say. */
  readonly envelopeFrom: string | null;
  readonly subject: string | null;
}

/** RFC 5321, section 6.3: mail that went through so many servers goes in a circle. */
const MOST_HOPS = 100;

/** Local parts behind which nobody reads (RFC 2142 and custom). */
const NOBODY =
  /^(?:mailer-daemon|postmaster|mdaemon|daemon|nobody|root|abuse|(?:no|do-?not|dont|donot|never)[-_.]?repl(?:y|ies)(?:[-_.+].*)?|.*[-_.+](?:no|donot|do-not)[-_.]?reply|nicht-?antworten|ne-?pas-?repondre|no-?responder|auto-?(?:reply|responder|confirm|mailer)|bounces?(?:[-_.+=].*)?|.*-(?:bounces?|request|owner|unsubscribe)(?:[+=].*)?|owner-.*)$/i;

/** What programs that answer by themselves put before the subject, marked or not. */
const AUTOMATIC_SUBJECT =
  /^(?:auto(?:matic|mated)?[- ]?(?:reply|response|antwort)|autoreply|out of (?:the )?office|abwesenheits?(?:notiz|nachricht|assistent)|abwesend|automatische antwort|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática|ausência temporária|automatisch antwoord|afwezigheidsbericht)\b\s{0,5}(?:[:：\-–(]|$)/iu;

type Rule = (mail: MarkedMail, valuesOf: (name: string) => readonly string[]) => RobotMark | null;

const mark = (code: string, message: string): RobotMark => ({ code, message });

const RULES: readonly Rule[] = [
  (_, valuesOf) =>
    valuesOf("auto-submitted").some((value) => !/^\s*no\b/i.test(value))
      ? mark("auto_submitted", "A program sent the mail by itself: Auto-Submitted says so.")
      : null,
  (_, valuesOf) =>
    valuesOf("precedence").some((value) => /^\s*(?:bulk|junk|list|auto[-_]?reply)\b/i.test(value))
      ? mark("bulk_mail", "The mail was sent to many: Precedence says so.")
      : null,
  (_, valuesOf) =>
    valuesOf("x-auto-response-suppress").some((value) => /\b(?:all|oof|autoreply)\b/i.test(value))
      ? mark("auto_response_suppressed", "The sender wants no automatic answer: X-Auto-Response-Suppress says so.")
      : null,
  ({ headers }) =>
    headers.some(({ name }) => /^list-(?:id|post|help|subscribe|unsubscribe|owner|archive)$/.test(name))
      ? mark("mailing_list", "The mail was sent by a mailing list.")
      : null,
  ({ headers }) =>
    headers.some(({ name }) =>
      /^x-(?:auto-?(?:reply|respond|responder|response|generated)|autoreply-from|mail-autoreply|vacation)$/.test(name),
    )
      ? mark("auto_submitted", "A program sent the mail by itself: a header of its own says so.")
      : null,
  (_, valuesOf) =>
    valuesOf("content-type").some((value) => /^\s*multipart\/report\b/i.test(value))
      ? mark("report", "The mail is a report of a mail program, not somebody's words.")
      : null,
  ({ envelopeFrom }, valuesOf) =>
    envelopeFrom === "" || valuesOf("return-path").some((value) => /^\s*<\s*>/.test(value))
      ? mark("null_sender", "The mail has no return path, as reports and automatic answers have none.")
      : null,
  ({ sender }) =>
    sender !== null && NOBODY.test(sender.slice(0, sender.lastIndexOf("@")))
      ? mark("nobody_reads", "Nobody reads what is sent to the address that the mail came from.")
      : null,
  ({ subject }) =>
    subject !== null && !isReplySubject(subject) && AUTOMATIC_SUBJECT.test(subject)
      ? mark("automatic_subject", "The mail is an automatic answer, by its subject.")
      : null,
  ({ headers }) =>
    headers.filter(({ name }) => name === "received").length > MOST_HOPS
      ? mark("too_many_hops", `The mail went through more than ${MOST_HOPS} servers, as one that goes in a circle.`)
      : null,
];

/** Says why a mail is not to be answered by a robot; null for one that a person wrote, as far as can be told. */
export function robotMarkOf(mail: MarkedMail): RobotMark | null {
  const valuesOf = (name: string) => mail.headers.filter((each) => each.name === name).map(({ value }) => value);
  for (const rule of RULES) {
    const found = rule(mail, valuesOf);
    if (found) return found;
  }
  return null;
}

/** Says that a mail is one of ours that came back, by the addresses of ours that it came to; null for all others. */
export function ownMailMarkOf(
  { sender, loops }: { sender: string | null; loops: readonly string[] },
  ours: readonly string[],
): RobotMark | null {
  if (sender !== null && ours.includes(sender)) {
    return mark("own_mail", "The mail comes from the address that it was sent to.");
  }
  const cameBack = loops.some((value) => ours.some((address) => value.includes(address)));
  return cameBack ? mark("own_mail", "The mail is one of ours that came back: X-Loop names our address.") : null;
}

/** How many mails were sent to one person from one address of ours. */
export interface SentLately {
  readonly lastTenMinutes: number;
  readonly lastDay: number;
}

const MOST_IN_TEN_MINUTES = 12;
const MOST_IN_A_DAY = 60;

/** Says why a person is not answered any more for a while: whoever writes so much and so fast may be a robot that does not say so. */
export function floodMarkOf({ lastTenMinutes, lastDay }: SentLately): RobotMark | null {
  if (lastTenMinutes < MOST_IN_TEN_MINUTES && lastDay < MOST_IN_A_DAY) return null;
  const message =
    `The sender was sent ${lastTenMinutes} mails in ten minutes and ${lastDay} in a day. Beyond ` +
    `${MOST_IN_TEN_MINUTES} and ${MOST_IN_A_DAY} nothing is answered, for a robot that does not say so may be writing.`;
  return mark("too_many_answers", message);
}
