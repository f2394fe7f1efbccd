import { describe, expect, it } from "vitest";
import { handedOut, readResult, successInWords } from "./report.ts";

describe("What a tool gave back", () => {
  it.each([
    { output: '{"ok":true}', isError: false, isFailure: false },
    { output: "plain words", isError: false, isFailure: false },
    { output: "plain words", isError: true, isFailure: true },
    { output: '{"error":{"message":"No."}}', isError: false, isFailure: true },
    { output: '{"success":false,"reason":"No."}', isError: false, isFailure: true },
    { output: '{"error":null}', isError: false, isFailure: false },
  ])("is a failure when it says so: $output", ({ output, isError, isFailure }) => {
    expect(readResult("book", output, isError).isFailure).toBe(isFailure);
  });

  it.each([
    ['{"error":{"message":"Taken."}}', "Taken."],
    ['{"error":"Taken."}', "Taken."],
    ["book was refused: Taken. (409 Conflict)", "Taken."],
    ["book failed: It answered 500.", "It answered 500."],
  ])("gives its reason without what is for machines: %s", (output, reason) => {
    expect(readResult("book", output, true)).toMatchObject({ reason });
  });

  it.each<[string, boolean, unknown, string]>([
    [
      "book_appointment",
      true,
      { message: "See you on 2025-06-18" },
      "I have booked the appointment. See you on Wednesday 18 June 2025.",
    ],
    ["create_ticket", true, { id: "T-1", assignee: null, tags: [] }, "I have created the ticket. Id: T-1; tags: none."],
    ["notifyTeam", true, null, "I have notified the team."],
    ["cancel_order", true, { cancelled: true }, "I have cancelled the order."],
    ["get_weather", false, { sky: "clear", wind: { speed: 3, unit: "m/s" } }, "Sky: clear; wind: speed 3, unit m/s."],
    ["list_rooms", false, ["A", "B", "C"], "Here is what I found: A, B and C."],
    [
      "list_rooms",
      false,
      Array.from({ length: 14 }, (_, index) => index),
      "Here is what I found: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more.",
    ],
    ["list_rooms", false, [], "I found nothing."],
    ["get_motto", false, "be kind", "Be kind."],
    ["is_open", false, false, "No."],
  ])("of %s is told in words", (name, isChange, value, words) => {
    expect(successInWords(name, isChange, value)).toBe(words);
  });

  it("hands out codes and numbers to be used again", () => {
    expect(handedOut({ confirmation_code: "K3", order_id: "7", name: "Ann", code: 5 })).toEqual({
      confirmation_code: "K3",
      order_id: "7",
    });
  });
});
