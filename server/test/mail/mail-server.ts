import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { readMime, type MimeMessage } from "../../src/lib/mime.ts";

/** A mail that the server of the test was handed. */
export interface CollectedMail {
  raw: string;
  mime: MimeMessage;
  envelope: SMTPServerSession["envelope"];
  header(name: string): string | null;
}

/** A mail server that collects what it is handed, as the one that an installation sends its mails through. */
export interface MailServer {
  url: string;
  port: number;
  mails: CollectedMail[];
  /** With what clients tried to log in. */
  logins: { username: string; password: string }[];
  /** Answers the next mails with this instead of taking them, or in its own way. */
  refuse: ((mail: { to: string }) => { code: number; at: "RCPT" | "DATA" } | "hang_up" | "keep_silent" | null) | null;
  close(): Promise<void>;
}

/** Returns a port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a mail server that takes mails from whoever logs in with that name and password, or refuses all and quotes them. */
export async function startMailServer({
  user = "shop",
  password = "p@ss word",
  quotesLogins = false,
} = {}): Promise<MailServer> {
  const served: Served = { mails: [], logins: [], refuse: null, server: null };
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    onAuth: ({ username = "", password: given }, _session, done) => {
      served.logins.push({ username, password: given ?? "" });
      const quoted = Buffer.from(`\0${username}\0${given}`).toString("base64");
      if (quotesLogins) done(refusal(535, `You said ${given}, ${quoted}.`));
      else if (username === user && given === password) done(null, { user });
      else done(refusal(535));
    },
    onRcptTo: ({ address }, _session, done) => {
      const verdict = served.refuse?.({ to: address }) ?? null;
      const isRefused = verdict !== null && typeof verdict !== "string" && verdict.at === "RCPT";
      done(isRefused ? refusal(verdict.code) : null);
    },
    onData: (stream, { envelope }, done) => void collect(served, stream, structuredClone(envelope)).then(done),
  });
  served.server = server;
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const url = `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return Object.assign(served, { url, port, close });
}

type Served = Pick<MailServer, "mails" | "logins" | "refuse"> & { server: SMTPServer | null };

function refusal(code: number, message = "So it is."): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

async function collect(
  served: Served,
  stream: AsyncIterable<Buffer>,
  envelope: CollectedMail["envelope"],
): Promise<Error | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const mail = await collectedOf(Buffer.concat(chunks), envelope);
  const verdict = served.refuse?.({ to: envelope.rcptTo[0]?.address ?? "" }) ?? null;
  if (verdict !== null && typeof verdict !== "string") return refusal(verdict.code);
  served.mails.push(mail);
  if (verdict === "hang_up") hangUp(served);
  return verdict === "keep_silent" ? new Promise<never>(() => undefined) : null;
}

async function collectedOf(raw: Buffer, envelope: CollectedMail["envelope"]): Promise<CollectedMail> {
  const mime = await readMime(raw);
  const header = (name: string) => mime.headers.find((each) => each.name === name)?.value ?? null;
  return { raw: raw.toString(), mime, envelope, header };
}

/** Cuts clients off, who so do not learn that what they sent was taken. */
function hangUp({ server }: Served): void {
  for (const connection of server?.connections ?? []) connection._socket.destroy();
}
