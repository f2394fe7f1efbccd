import { createHash, randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import {
  type Appointment,
  type Booking,
  freeSlots,
  type Refusal,
  readBooking,
  whenInWords,
  whyNoneIsFree,
} from "./calendar.ts";
import { type KeptLedger, type Ledger, openLedger } from "./ledger.ts";
import { type SignedRequest, signatureProblem } from "./request-signature.ts";
import { APPOINTMENT_TOOLS, type ToolDescription } from "./tools.ts";

export { APPOINTMENT_TOOLS, type ToolDescription } from "./tools.ts";

const MAX_BODY_BYTES = 64 * 1024;
const ANSWERS_KEPT = 24 * 60 * 60 * 1000;

/** How to run the service. */
export interface AppointmentServiceOptions {
  /** Gives the keys that the platform may sign its tool calls with: two while it changes them. */
  readonly signingKeys: () => Promise<readonly string[]>;
  /** Where appointments are kept, as JSON; in memory only if absent. */
  readonly file?: string;
  /** The path below which the service is mounted, such as `/examples/appointments`. */
  readonly prefix?: string;
  /** `https://shop.example` if callers reach it there, behind a proxy; if absent, `http://` and the Host header. */
  readonly origin?: string;
  readonly now?: () => Date;
}

/** A running service: its request listener, and its tools with paths as mounted. */
export interface AppointmentService {
  readonly listener: RequestListener;
  readonly tools: readonly ToolDescription[];
}

/**
 * Makes the appointment service of an imaginary hairdresser. Times are the machine's local time.
 *
 * - `GET /slots?date=` (signed): the free times of a day.
 * - `POST /appointments` (signed): books one.
 * - `POST /cancellations` (signed): cancels one.
 * - `GET /appointments` (not signed): who comes when, for a person to look at; no codes, no phone numbers, no surnames.
 *
 * A POST repeated under the same X-Idempotency-Key within a day gets the answer of the first and changes nothing.
 *
 * @throws Error if the file cannot be read.
 */
export function createAppointmentService(options: AppointmentServiceOptions): AppointmentService {
  const { prefix = "", now = () => new Date() } = options;
  const ledger = openLedger(options.file);
  const listener: RequestListener = (request, response) => {
    answer({ ...options, prefix, now, ledger }, request).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        console.error("The appointment service failed:", error);
        send(response, refuse(500, "The appointment service failed. Try again."));
      },
    );
  };
  return { listener, tools: APPOINTMENT_TOOLS.map((tool) => ({ ...tool, path: prefix + tool.path })) };
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Shop extends AppointmentServiceOptions {
  readonly prefix: string;
  readonly now: () => Date;
  readonly ledger: KeptLedger;
}

async function answer(shop: Shop, message: IncomingMessage): Promise<Reply> {
  const body = await readBody(message);
  if (body === null) return refuse(413, "A request may have at most 64 KiB.");
  const url = addressOf(shop, message);
  if (url === null) return refuse(400, "The address of the request cannot be read.");
  return route(shop, { method: message.method ?? "", url, headers: message.headers, body });
}

async function route(shop: Shop, request: SignedRequest): Promise<Reply> {
  const { pathname, searchParams } = request.url;
  const path = pathname.startsWith(shop.prefix) ? pathname.slice(shop.prefix.length) : "";
  const signed = async (reply: () => Reply | Promise<Reply>) => {
    const problem = signatureProblem(request, await shop.signingKeys(), shop.now());
    return problem === null ? reply() : refuse(401, problem);
  };
  switch (`${request.method} ${path}`) {
    case "GET /appointments":
      return { status: 200, body: { appointments: overview(shop.ledger.current()) } };
    case "GET /slots":
      return signed(() => listSlots(shop, searchParams.get("date")));
    case "POST /appointments":
    case "POST /cancellations":
      return signed(() => changeOnce(shop, path, request));
    default:
      return refuse(404, `There is nothing at ${request.method} ${pathname}.`);
  }
}

function addressOf(shop: Shop, message: IncomingMessage): URL | null {
  const address = `${shop.origin ?? `http://${message.headers.host ?? ""}`}${message.url ?? ""}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** Reads to the end even what is too large, so that the sender hears the answer. */
async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null;
}

function listSlots(shop: Shop, date: string | null): Reply {
  const free = freeSlots(date, shop.ledger.current().appointments, shop.now());
  if (!Array.isArray(free)) return refuse(free.status, free.message);
  const message = free.length === 0 ? whyNoneIsFree(date ?? "") : `Free on ${date}: ${free.join(", ")}.`;
  return { status: 200, body: { date, free_slots: free, message } };
}

async function changeOnce(shop: Shop, path: string, request: SignedRequest): Promise<Reply> {
  const key = String(request.headers["x-idempotency-key"]);
  const fingerprint = createHash("sha256").update(`${path}\n`).update(request.body).digest("hex");
  const ledger = await shop.ledger.change((before) => {
    if (Object.hasOwn(before.answers, key)) return before;
    const now = shop.now();
    const { reply, appointments } = change(before, { path, fields: readFields(request.body), now });
    const oldest = now.getTime() - ANSWERS_KEPT;
    const recent = Object.entries(before.answers).filter(([, kept]) => kept.at > oldest);
    const kept = { fingerprint, ...reply, at: now.getTime() };
    return { appointments, answers: Object.fromEntries([...recent, [key, kept]]) };
  });
  const kept = ledger.answers[key];
  if (kept?.fingerprint !== fingerprint) return refuse(422, `Another request was made under the key ${key}.`);
  return { status: kept.status, body: kept.body };
}

interface Change {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly now: Date;
}

interface Changed {
  readonly reply: Reply;
  readonly appointments: readonly Appointment[];
}

function change({ appointments }: Ledger, { path, fields, now }: Change): Changed {
  if (fields === null) return { reply: refuse(400, "The body must be a JSON object."), appointments };
  if (path === "/cancellations") return cancel(appointments, fields.confirmation_code);
  const booking = readBooking(fields, appointments, now);
  if (isRefusal(booking)) return { reply: refuse(booking.status, booking.message), appointments };
  const appointment = { confirmation_code: newCode(appointments), ...booking };
  const message = `${booking.service} for ${booking.name} on ${whenInWords(booking)}. The confirmation code is ${appointment.confirmation_code}.`;
  return { reply: { status: 201, body: { ...appointment, message } }, appointments: [...appointments, appointment] };
}

function cancel(appointments: readonly Appointment[], code: unknown): Changed {
  const wanted = typeof code === "string" ? code.toUpperCase().replace(/[^A-Z0-9]/g, "") : "";
  const found = appointments.find((appointment) => appointment.confirmation_code === wanted);
  if (found === undefined) {
    const words = wanted === "" ? "A confirmation code is needed." : `There is no appointment with the code ${wanted}.`;
    return { reply: refuse(wanted === "" ? 400 : 404, words), appointments };
  }
  const { service, date, time } = found;
  const message = `The ${service.toLowerCase()} on ${whenInWords(found)} is cancelled.`;
  const body = { confirmation_code: wanted, cancelled: true, service, date, time, message };
  return { reply: { status: 200, body }, appointments: appointments.filter((appointment) => appointment !== found) };
}

/** No 0 and O, 1 and I: the code is read out over the phone. */
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function newCode(taken: readonly Appointment[]): string {
  const code = Array.from({ length: 6 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");
  return taken.some((appointment) => appointment.confirmation_code === code) ? newCode(taken) : code;
}

/** Anyone who can reach the service may read this. */
function overview(ledger: Ledger): object[] {
  const inOrder = [...ledger.appointments].sort((a, b) => (a.date + a.time < b.date + b.time ? -1 : 1));
  return inOrder.map(({ date, time, service, name }) => ({ date, time, service, name: name.split(" ")[0] }));
}

function readFields(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRefusal(outcome: Booking | Refusal): outcome is Refusal {
  return "status" in outcome;
}

function refuse(status: number, message: string): Reply {
  return { status, body: { error: { message } } };
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}

/** Runs the service alone. The check is by name because a bundle of the platform holds this file too. */
if (process.argv[1]?.replaceAll("\\", "/").endsWith("examples/appointments/service.ts")) {
  const { SIGNING_KEY, HOST = "127.0.0.1", PORT = "4100", FILE = "appointments.json" } = process.env;
  if (!SIGNING_KEY) throw new Error("Set SIGNING_KEY to the key that the platform signs its tool calls with.");
  const keys = SIGNING_KEY.split(",").map((key) => key.trim());
  const { listener } = createAppointmentService({ signingKeys: async () => keys, file: FILE });
  createServer(listener).listen(Number(PORT), HOST, () => {
    console.log(`The appointment service listens on http://${HOST}:${PORT}; see /appointments for what is booked.`);
  });
}
