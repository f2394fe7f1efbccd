import { describe, expect, it } from "vitest";
import { asksFor, chooseTools } from "./tool-choice.ts";
import { readForm } from "./tool-form.ts";
import { actionOf } from "./wording.ts";

const form = (name: string, description = "", properties: object = {}) =>
  readForm({ name, description, inputSchema: { type: "object", properties } });

const FORMS = [
  form("find_free_slots", "Lists the times that are still free on a day."),
  form("book_appointment", "Books an appointment.", { service: { type: "string", enum: ["Haircut", "Beard trim"] } }),
  form("cancel_appointment", "Cancels an appointment by its confirmation code."),
  form("get_opening_hours", "Tells when the shop is open."),
];

describe("The tool that a text asks for", () => {
  it.each<[string, string[]]>([
    ["book", ["book_appointment"]],
    ["I'd like to make an appointment", ["book_appointment"]],
    ["I need an appointment", ["book_appointment"]],
    ["can I reserve a spot", ["book_appointment"]],
    ["a haircut please", ["book_appointment"]],
    ["please cancel my appointment", ["cancel_appointment"]],
    ["cancellation", ["cancel_appointment"]],
    ["delete my appointment", ["cancel_appointment"]],
    ["what slots are available tomorrow?", ["find_free_slots"]],
    ["what are your opening hours?", ["get_opening_hours"]],
    ["appointment", ["book_appointment", "cancel_appointment"]],
    ["move my appointment", []],
    ["hello", []],
    ["the weather is lovely", []],
    ["", []],
  ])("%s: %j", (text, names) => {
    expect(chooseTools(text, FORMS).map(({ tool }) => tool.name)).toEqual(names);
  });

  it("is told by its own name where a server of MCP has it", () => {
    const check = form("stock__check_frames", "Says how many frames there are.");
    expect(check.isChange).toBe(false);
    expect(actionOf("stock__check_frames")).toBe("check frames");
    expect(chooseTools("check the frames, please", [check])).toEqual([check]);
  });

  it("is meant beyond doubt only when all of its name is said", () => {
    const [find, book] = FORMS as [(typeof FORMS)[0], (typeof FORMS)[0]];
    expect(asksFor("which slots are free?", find)).toBe(true);
    expect(asksFor("is 3pm free?", find)).toBe(false);
    expect(asksFor("book an appointment", book)).toBe(true);
    expect(asksFor("book", book)).toBe(false);
  });
});
