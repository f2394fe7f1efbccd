/** How the mail server is reached. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Whether TLS is spoken from the first byte; else it is begun with STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

const PORTS = { "smtp:": 587, "smtps:": 465 } as const;

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`, name and password percent-encoded. Without a port it is the
 * one for submission (RFC 6409, RFC 8314).
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const protocol = url.protocol as keyof typeof PORTS;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? PORTS[protocol] : Number(url.port),
    secure: protocol === "smtps:",
    user: url.username === "" ? null : decodeURIComponent(url.username),
    password: url.password === "" ? null : decodeURIComponent(url.password),
  };
}
