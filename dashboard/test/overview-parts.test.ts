import { describe, expect, it } from "vitest";
import { countsOf } from "../src/overview/counts.ts";
import { abilitiesOf } from "../src/overview/parts.ts";
import { changesOf, clashesOf, isShorter, keptSince, type Organization } from "../src/settings/retention.ts";

type Parts = Parameters<typeof abilitiesOf>[0];
const part = (kind: Parts[number]["kind"], name: string, isConfigured: boolean): Parts[number] => ({
  kind,
  name,
  is_configured: isConfigured,
  how_to_configure: `Set up ${name}.`,
});

describe("what an installation can do", () => {
  const rows: [string, Parts, string[], string | null][] = [
    ["is ready when one part is set up", [part("speaking", "a", false), part("speaking", "b", true)], ["b"], null],
    ["names the way when none is", [part("speaking", "a", false)], [], "Set up a."],
    [
      "does not count a stand-in",
      [part("model_vendor", "simulated", true), part("model_vendor", "a", false)],
      [],
      "Set up a.",
    ],
  ];
  it.each(rows)("%s", (...[, parts, by, how]) => {
    expect(abilitiesOf(parts)).toMatchObject([{ by, how }]);
  });
});

describe("counts", () => {
  it("come with the most frequent first", () => {
    expect(countsOf(["sms", "phone", "phone"])).toEqual([
      ["phone", 2],
      ["sms", 1],
    ]);
  });
});

describe("retention", () => {
  it.each([
    [null, 30, true],
    [30, 7, true],
    [30, 30, false],
    [7, 30, false],
    [30, null, false],
  ])("from %s to %s days deletes conversations: %s", (before, after, expected) => {
    expect(isShorter(before, after)).toBe(expected);
  });

  it("is counted back from now", () => {
    expect(keptSince(2, Date.UTC(2025, 5, 19))).toEqual(new Date(Date.UTC(2025, 5, 17)));
    expect(keptSince(null, 0)).toBeNull();
  });
});

describe("two people who change the organization", () => {
  const was: Organization = { name: "Salon", time_zone: "UTC", conversation_retention_days: null };

  it("send only what they changed", () => {
    expect(changesOf(was, { ...was, name: "Mine" })).toEqual({ name: "Mine" });
  });

  it.each([
    ["the same setting", { name: "Theirs" }, { name: "Mine" }, [{ setting: "Name", theirs: "Theirs", yours: "Mine" }]],
    ["the same setting to the same", { name: "Ours" }, { name: "Ours" }, []],
    ["nothing of theirs", {}, { name: "Mine" }, []],
  ])("clash only where they differ: %s", (...[, theirs, yours, clashes]) => {
    expect(clashesOf(was, { ...was, ...theirs }, { ...was, ...yours })).toEqual(clashes);
  });
});
