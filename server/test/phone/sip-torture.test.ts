import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemOfRequest } from "../../src/providers/sip/message/check-message.ts";
import { parseMessage } from "../../src/providers/sip/message/parse-message.ts";
import { type OpenedNetwork, openNetwork } from "./sip-peer.ts";
import { bytesOf, TORTURE } from "./torture-messages.ts";

let asked = 0;

/** A question of its own each time: the same again would be one that was repeated, or that came by two ways. */
const question = () =>
  `OPTIONS sip:operator@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKlast${++asked}\r\nFrom: <sip:a@b>;tag=last\r\nTo: <sip:c@d>\r\nCall-ID: last${asked}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n`;

/** Sends bytes on a connection of their own; returns the final statuses that come, until a last question is answered. */
function statusesFor(bytes: Buffer, port: number, asksAfter: boolean): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const isDone = () => (asksAfter ? text.includes("Call-ID: last") : /^SIP\/2\.0 [2-6]/m.test(text));
    socket.on("connect", () => socket.write(asksAfter ? Buffer.concat([bytes, Buffer.from(question())]) : bytes));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (isDone()) socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () =>
      resolve([...text.matchAll(/^SIP\/2\.0 ([2-6][0-9]{2}) /gm)].map(([, status]) => Number(status))),
    );
  });
}

describe("the torture messages of RFC 4475", () => {
  let opened: OpenedNetwork;
  beforeAll(async () => {
    opened = await openNetwork();
    opened.network.listen((call) => call.decline("busy"));
  });
  afterAll(() => opened.network.close(0));

  const overStreams = TORTURE.filter(({ name }) => name !== "clerr");
  it.each(overStreams)("answers $name (section $section) with $expected", async (message) => {
    const isSilent = message.expected === "silence";
    const statuses = await statusesFor(bytesOf(message), opened.port("tcp"), isSilent);
    // A status beyond all bounds cannot be framed after, so that its connection is closed.
    if (message.name === "bigcode") expect(statuses).toEqual([]);
    else expect(statuses).toEqual([isSilent ? 200 : message.expected]);
  });

  it("refuses a datagram that is shorter than it says (clerr)", () => {
    const [message] = TORTURE.filter(({ name }) => name === "clerr");
    const parsed = parseMessage(bytesOf(message as (typeof TORTURE)[number]));
    expect(parsed).toMatchObject({ kind: "malformed", status: 400 });
  });

  it("leaves out what follows the body in a datagram (dblreq)", () => {
    const [message] = TORTURE.filter(({ name }) => name === "dblreq");
    const bytes = bytesOf(message as (typeof TORTURE)[number]);
    const parsed = parseMessage(Buffer.concat([bytes, Buffer.from("INVITE sip:joe@example.com SIP/2.0\r\n\r\n")]));
    expect(parsed.kind).toBe("message");
    if (parsed.kind !== "message" || parsed.message.kind !== "request") throw new Error("It is a request.");
    expect(problemOfRequest(parsed.message)).toBeNull();
    expect(parsed.message.body.length).toBe(0);
  });
});
