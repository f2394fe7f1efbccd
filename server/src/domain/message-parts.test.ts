import { describe, expect, it } from "vitest";
import type { MessageStatus } from "./message.ts";
import { type PartNews, type SentParts, withPartNews } from "./message-parts.ts";

const sent = (status: MessageStatus, parts: number, carried: string): SentParts => ({
  status,
  parts,
  carrierParts: carried
    .split(" ")
    .filter(Boolean)
    .map((text, index) => ({
      carrier_id: `SM${index}`,
      status: ({ s: "sent", d: "delivered", f: "failed" } as const)[text as "s" | "d" | "f"],
    })),
});
const news = (index: number, status: PartNews["status"], carrier_id = `SM${index}`): PartNews => ({
  index,
  status,
  carrier_id,
});

describe("withPartNews", () => {
  it.each<[string, SentParts, PartNews, SentParts | null]>([
    ["the only part is sent", sent("sending", 1, ""), news(0, "sent"), sent("sent", 1, "s")],
    ["a report is faster than the answer", sent("sending", 1, ""), news(0, "delivered"), sent("delivered", 1, "d")],
    ["the answer is slower than the report", sent("delivered", 1, "d"), news(0, "sent"), null],
    ["one of two is sent", sent("sending", 2, ""), news(0, "sent"), sent("pending", 2, "s")],
    ["the second of two is sent", sent("sending", 2, "s"), news(1, "sent"), sent("sent", 2, "s s")],
    [
      "the first arrives while the second goes out",
      sent("sending", 2, "s"),
      news(0, "delivered"),
      sent("sending", 2, "d"),
    ],
    ["one of two arrives", sent("sent", 2, "s s"), news(1, "delivered"), sent("sent", 2, "s d")],
    ["both arrived", sent("sent", 2, "d s"), news(1, "delivered"), sent("delivered", 2, "d d")],
    ["one of two does not arrive", sent("sent", 2, "d s"), news(1, "failed"), sent("failed", 2, "d f")],
    [
      "the first does not arrive before the second goes out",
      sent("pending", 2, "s"),
      news(0, "failed"),
      sent("failed", 2, "f"),
    ],
    [
      "it is heard of though nobody knew whether it went out",
      sent("unknown", 1, ""),
      news(0, "sent"),
      sent("sent", 1, "s"),
    ],
    ["it arrived, and is said once more to be sent", sent("delivered", 1, "d"), news(0, "sent"), null],
    ["it arrived, and then failed", sent("delivered", 1, "d"), news(0, "failed"), null],
    ["it failed, and then arrived", sent("failed", 1, "f"), news(0, "delivered"), null],
    ["another message is reported on", sent("sent", 1, "s"), news(0, "delivered", "SM9"), null],
    ["a part was never handed over", sent("sent", 1, "s"), news(1, "delivered"), null],
    ["a part waits to be handed over", sent("pending", 2, "s"), news(1, "delivered"), null],
    ["a part far ahead is reported on", sent("sending", 3, ""), news(2, "sent"), null],
    ["it was given up", sent("failed", 1, ""), news(0, "delivered"), null],
  ])("when %s", (_what, before, said, after) => {
    expect(withPartNews(before, said)).toEqual(after);
  });
});
