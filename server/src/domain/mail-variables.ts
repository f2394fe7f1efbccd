import { z } from "zod";
import { percentDecoded } from "../lib/percent.ts";
import { readUrl } from "../lib/read-url.ts";
import { normaliseMailAddress } from "./mail-address.ts";

const smtpUrl = z.string().refine(isSmtpUrl, {
  message: "must be an address such as smtps://name:password@mail.example.com:465, name and password percent-encoded",
});

function isSmtpUrl(text: string): boolean {
  const url = readUrl(text);
  if (url === null) return false;
  const { protocol, hostname, username, password } = url;
  const isReadable = [username, password].every((part) => part === "" || isPercentEncoded(part));
  return ["smtp:", "smtps:"].includes(protocol) && hostname !== "" && isReadable;
}

function isPercentEncoded(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text) && !percentDecoded(text).includes("\uFFFD");
}

/** Where mails are listened for. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const listenAddress = z.string().transform((text, context): ListenAddress => {
  const match = /^(\[[0-9a-f:]+\]|[^\s:]+):([0-9]{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port > 65_535) {
    context.addIssue({ code: "custom", message: "must be host:port, e.g. 0.0.0.0:25" });
    return { host: "", port: 0 };
  }
  return { host: match[1].replace(/^\[|\]$/g, ""), port };
});

const mailAddress = z.string().transform((text, context) => {
  const address = normaliseMailAddress(text);
  if (address === null) context.addIssue({ code: "custom", message: "must be a mail address" });
  return address ?? "";
});

const secret = z.string().min(16, "must have at least 16 characters, as `openssl rand -hex 16` writes them");

/** The environment's variables of the way of mails. */
export const mailVariables = {
  OPERATOR_SMTP_URL: smtpUrl
    .optional()
    .describe(
      "The mail server that takes the installation's mails: `smtps://name:password@host:465`, or `smtp://…:587`, which " +
        "turns to TLS where the server offers it. Name and password are percent-encoded.",
    ),
  OPERATOR_MAIL_FROM: mailAddress
    .optional()
    .describe("The address that mails come from when nobody names one; without it that of the only mailbox."),
  OPERATOR_SMTP_LISTEN: listenAddress
    .optional()
    .describe(
      "Where mails are listened for, `host:port`, e.g. `0.0.0.0:25`; without it the platform listens for none.",
    ),
  OPERATOR_SMTP_TLS_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A file with the private key (PEM) of the mail listener; with `OPERATOR_SMTP_TLS_CERT` it offers STARTTLS.",
    ),
  OPERATOR_SMTP_TLS_CERT: z
    .string()
    .min(1)
    .optional()
    .describe("A file with the certificate chain (PEM) of the mail listener."),
  OPERATOR_MAIL_INBOUND_SECRET: secret
    .optional()
    .describe(
      "The password by which mails may be posted to `/carriers/mail/inbound/raw` and `…/postmark`, as Basic or Bearer " +
        "authentication; without it nobody may.",
    ),
  MAILGUN_SIGNING_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Mailgun's HTTP webhook signing key, by which mails posted to `/carriers/mail/inbound/mailgun-mime` are known.",
    ),
  OPERATOR_MAIL_AUTHORITY: z
    .string()
    .regex(/^[^\s;]+$/, "must be the name that the mail server gives itself in Authentication-Results")
    .optional()
    .describe(
      "The name of the mail server in front whose `Authentication-Results` are believed: mails whose DMARC it found to " +
        "fail are given to no agent. Without it such headers mean nothing.",
    ),
};

type MailSettings = z.output<z.ZodObject<typeof mailVariables>>;

/** Lists the secrets among the settings of mails. */
export function secretsOfMail(settings: MailSettings): string[] {
  const { OPERATOR_SMTP_URL: url, OPERATOR_MAIL_INBOUND_SECRET: inbound, MAILGUN_SIGNING_KEY: mailgun } = settings;
  const password = url === undefined ? "" : new URL(url).password;
  return [password, percentDecoded(password), inbound, mailgun].filter(
    (text) => text !== undefined && text !== "",
  ) as string[];
}
