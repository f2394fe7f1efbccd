import { describe, expect, it } from "vitest";
import { modelToolName } from "./model-tool-name.ts";

describe("modelToolName", () => {
  it.each([
    ["book_appointment", "book_appointment"],
    ["calendar/find-slots", "calendar__find-slots"],
    ["files/read.text", "files__read_text"],
    ["wetter/prüfe", "wetter__pr_fe"],
  ])("shows %s as %s", (name, shown) => {
    expect(modelToolName(name)).toBe(shown);
  });

  it("keeps long names apart within what vendors accept", () => {
    const names = ["a", "b"].map((end) => modelToolName(`server/${"x".repeat(100)}${end}`));
    expect(names[0]).toMatch(/^[A-Za-z0-9_-]{64}$/);
    expect(names[0]).not.toBe(names[1]);
  });
});
