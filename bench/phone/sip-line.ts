import type { RemoteInfo, Socket } from "node:dgram";
import { HOST, openSocket } from "./open-socket.ts";

/** RFC 3261, section 17.1.1.1: T1. */
const RETRANSMIT_AFTER = 500;
const GIVE_UP_AFTER = 10_000;

/** What a call is made with. */
export interface CallOrder {
  from: string;
  to: string;
  /** The port to which the other side is to send its audio. */
  rtpPort: number;
}

/** A call that was answered. */
export interface AnsweredCall {
  /** From the INVITE to the 200, in ms. */
  took: number;
  /** Where the other side takes audio. */
  rtpPort: number;
  /** Whether the other side has hung up. */
  isOver: boolean;
  hangUp(): Promise<void>;
}

interface Dialog {
  order: CallOrder;
  callId: string;
  toTag: string;
  target: string;
  sequence: number;
  settle: (message: SipText) => void;
  call: AnsweredCall | null;
}

/** A message as text, and what everybody asks of it. */
interface SipText {
  text: string;
  status: number;
  arrivedAt: number;
}

/** A caller's telephone: makes calls by SIP over UDP with messages of fixed text, as lean as can be (RFC 3261). */
export class SipLine {
  readonly #socket: Socket;
  readonly #server: number;
  readonly #port: number;
  readonly #dialogs = new Map<string, Dialog>();
  #count = 0;

  private constructor(socket: Socket, server: number) {
    this.#socket = socket;
    this.#server = server;
    this.#port = socket.address().port;
    socket.on("message", (bytes, from) => this.#receive(bytes.toString("latin1"), from));
  }

  /** Opens a telephone at the server with that port. */
  static async open(server: number): Promise<SipLine> {
    return new SipLine(await openSocket(), server);
  }

  /** Makes a call. Rejects when it is not answered. */
  async call(order: CallOrder): Promise<AnsweredCall> {
    const callId = `bench-${process.pid}-${this.#count++}`;
    const dialog: Dialog = { order, callId, toTag: "", target: "", sequence: 1, settle: () => undefined, call: null };
    this.#dialogs.set(callId, dialog);
    const began = performance.now();
    const final = await this.#ask(dialog, "INVITE");
    dialog.toTag = /^To:[^\r]*(;tag=[^;\r]+)/im.exec(final.text)?.[1] ?? "";
    if (final.status !== 200) {
      // The ACK to a refusal belongs to the INVITE's own transaction (section 17.1.1.3).
      this.#write(requestText(dialog, { method: "ACK", port: this.#port, server: this.#server }));
      this.#dialogs.delete(callId);
      throw new Error(`The call of ${order.from} was answered ${final.text.split("\r\n", 1)[0]}.`);
    }
    dialog.target = /^Contact:\s*<([^>]+)>/im.exec(final.text)?.[1] ?? "";
    this.#acknowledge(dialog);
    const rtpPort = Number(/^m=audio (\d+)/m.exec(final.text)?.[1]);
    const took = final.arrivedAt - began;
    dialog.call = { took, rtpPort, isOver: false, hangUp: () => this.#hangUp(dialog) };
    return dialog.call;
  }

  async #hangUp(dialog: Dialog): Promise<void> {
    if (dialog.call?.isOver !== false) return;
    dialog.call.isOver = true;
    dialog.sequence += 1;
    await this.#ask(dialog, "BYE");
    this.#dialogs.delete(dialog.callId);
  }

  /** Sends a request until its final answer comes. */
  #ask(dialog: Dialog, method: "INVITE" | "BYE"): Promise<SipText> {
    const text = requestText(dialog, { method, port: this.#port, server: this.#server });
    return new Promise((resolve, reject) => {
      let pause = RETRANSMIT_AFTER;
      let timer = setTimeout(again, pause);
      const overdue = setTimeout(() => {
        clearTimeout(timer);
        reject(new Error(`${method} of ${dialog.order.from} was not answered within ${GIVE_UP_AFTER} ms.`));
      }, GIVE_UP_AFTER);
      const write = () => this.#write(text);
      function again() {
        write();
        pause *= 2;
        timer = setTimeout(again, pause);
      }
      dialog.settle = (message) => {
        clearTimeout(timer);
        if (message.status < 200) return;
        clearTimeout(overdue);
        resolve(message);
      };
      write();
    });
  }

  #receive(text: string, from: RemoteInfo): void {
    const arrivedAt = performance.now();
    const dialog = this.#dialogs.get(/^(?:Call-ID|i):\s*(\S+)/im.exec(text)?.[1] ?? "");
    if (!text.startsWith("SIP/2.0 ")) return this.#answer(text, { from, dialog });
    if (dialog === undefined) return;
    const status = Number(text.slice(8, 11));
    const method = /^CSeq:\s*\d+ (\w+)/im.exec(text)?.[1];
    // A 200 that is sent again wants its ACK again (section 13.2.2.4).
    if (method === "INVITE" && dialog.call !== null) return status === 200 ? this.#acknowledge(dialog) : undefined;
    dialog.settle({ text, status, arrivedAt });
  }

  #acknowledge(dialog: Dialog): void {
    this.#write(requestText(dialog, { method: "ACK", port: this.#port, server: this.#server }));
  }

  /** The other side hangs up, or asks something that is nothing to us. */
  #answer(text: string, { from, dialog }: { from: RemoteInfo; dialog: Dialog | undefined }): void {
    if (text.startsWith("ACK ")) return;
    if (text.startsWith("BYE ") && dialog?.call) dialog.call.isOver = true;
    const kept = text.split("\r\n").filter((line) => /^(?:Via|v|From|f|To|t|Call-ID|i|CSeq):/i.test(line));
    const status = text.startsWith("BYE ") ? "200 OK" : "405 Method Not Allowed";
    const answer = [`SIP/2.0 ${status}`, ...kept, "Content-Length: 0", "", ""].join("\r\n");
    this.#socket.send(answer, from.port, from.address);
  }

  #write(text: string): void {
    this.#socket.send(text, this.#server, HOST);
  }
}

function requestText(
  { order, callId, toTag, target, sequence }: Dialog,
  { method, port, server }: { method: "INVITE" | "ACK" | "BYE"; port: number; server: number },
): string {
  const body = method === "INVITE" ? offerOf(order) : "";
  const branch = `z9hG4bK${callId}-${method === "BYE" || (method === "ACK" && target !== "") ? method : "INVITE"}`;
  return [
    `${method} ${target || `sip:${order.to}@${HOST}:${server}`} SIP/2.0`,
    `Via: SIP/2.0/UDP ${HOST}:${port};rport;branch=${branch}`,
    "Max-Forwards: 70",
    `From: <sip:${order.from}@${HOST}>;tag=caller`,
    `To: <sip:${order.to}@${HOST}>${toTag}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} ${method}`,
    `Contact: <sip:${order.from}@${HOST}:${port}>`,
    ...(body === "" ? [] : ["Content-Type: application/sdp"]),
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

function offerOf({ rtpPort }: CallOrder): string {
  const lines = [
    "v=0",
    `o=- 1 1 IN IP4 ${HOST}`,
    "s=-",
    `c=IN IP4 ${HOST}`,
    "t=0 0",
    `m=audio ${rtpPort} RTP/AVP 0 101`,
  ];
  const attributes = ["rtpmap:0 PCMU/8000", "rtpmap:101 telephone-event/8000", "ptime:20", "rtcp-mux", "sendrecv"];
  return `${[...lines, ...attributes.map((attribute) => `a=${attribute}`)].join("\r\n")}\r\n`;
}
