import { describe, expect, it } from "vitest";
import { twilioCallbacks } from "./callbacks.ts";

const callbacks = twilioCallbacks("token");
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

describe("a message in Twilio's form", () => {
  const fields = { MessageSid: "SM1", From: "+14155550123", To: "+14155550100", Body: "Hé 👋" };

  it("is read with its files", () => {
    const media = { NumMedia: "2", MediaContentType0: "image/png" };
    expect(callbacks.readMessage(form({ ...fields, ...media }))).toEqual({
      channel: "sms",
      carrierId: "SM1",
      from: "+14155550123",
      to: "+14155550100",
      subject: null,
      text: "Hé 👋",
      headers: {},
      attachments: [
        { filename: null, type: "image/png", size: null },
        { filename: null, type: "application/octet-stream", size: null },
      ],
    });
  });

  it.each([["-1"], ["x"], ["1e9"], [""], ["NaN"], ["0.5"]])("is read though it claims to have %j files", (NumMedia) => {
    const read = callbacks.readMessage(form({ ...fields, NumMedia }));
    expect(read?.attachments.length).toBeLessThanOrEqual(50);
  });

  it.each([
    ["STOP", "stop"],
    ["START", "start"],
    ["HELP", "help"],
    ["toString", undefined],
    ["", undefined],
  ])("whose opt-out is %j is taken as %j", (OptOutType, keyword) => {
    expect(callbacks.readMessage(form({ ...fields, OptOutType }))?.keyword).toBe(keyword);
  });

  it.each(["", "MessageSid=SM1", "From=%2B1&To=%2B2", "MessageSid=&From=%2B1&To=%2B2", "%00=%00", "{}"])(
    "is none as %j",
    (body) => {
      expect(callbacks.readMessage(body)).toBe(null);
    },
  );
});

describe("a report in Twilio's form", () => {
  it.each([
    [{ MessageStatus: "queued" }, "sent", null],
    [{ MessageStatus: "sent" }, "sent", null],
    [{ MessageStatus: "delivered" }, "delivered", null],
    [{ MessageStatus: "read" }, "delivered", null],
    [{ MessageStatus: "undelivered", ErrorCode: "30003" }, "failed", "undelivered"],
    [{ MessageStatus: "failed", ErrorCode: "30005" }, "failed", "invalid_address"],
    [{ MessageStatus: "failed", ErrorCode: "21610" }, "failed", "opted_out"],
    [{ MessageStatus: "failed", ErrorCode: "x".repeat(20) }, "failed", "undelivered"],
    [{ MessageStatus: "failed" }, "failed", "undelivered"],
  ] as const)("%j is read", (fields, status, code) => {
    const read = callbacks.readReport(form({ MessageSid: "SM1", ...fields }));
    expect(read).toMatchObject({ carrierId: "SM1", status });
    expect(read?.failure?.code ?? null).toBe(code);
  });

  it.each(["", "MessageSid=SM1", "MessageStatus=sent", "MessageSid=SM1&MessageStatus=constructor"])(
    "is none as %j",
    (body) => {
      expect(callbacks.readReport(body)).toBe(null);
    },
  );
});
