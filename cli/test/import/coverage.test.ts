import { expect, test } from "vitest";
import { takeOver, VENDORS } from "../../src/import/importers.ts";
import { isObject } from "../../src/import/place.ts";
import type { ImportResult } from "../../src/import/project-draft.ts";
import { covers, EXPORTS, exported, imported, leavesOf, withValue } from "./exports.ts";

/** What the exports have on purpose that no importer knows. */
const PLANTED = ["flightMode", "shiny_new_option", "nodes[7].target", "future_things"];

test.each(EXPORTS)("Nothing of an export of %s is passed over in silence: %s", (vendor, names) => {
  const { report } = imported(vendor, names);
  const leaves = exported(vendor, names).flatMap(leavesOf);
  const silent = leaves.filter(({ path }) => !report.some((note) => covers(note.path, path)));
  expect(leaves.length).toBeGreaterThan(50);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test.each(EXPORTS)("What %s documents is known to its importer: %s", (vendor, names) => {
  const unknown = imported(vendor, names).report.filter(({ outcome }) => outcome === "unknown");
  const unplanned = unknown.filter(({ path }) => !PLANTED.some((planted) => path.endsWith(planted)));
  expect(unplanned.map(({ path }) => path)).toEqual([]);
});

test("What no importer knows is reported as unknown, as large as it is", () => {
  const unknown = EXPORTS.flatMap(([vendor, names]) => imported(vendor, names).report).filter(
    ({ outcome }) => outcome === "unknown",
  );
  for (const planted of PLANTED) {
    expect(unknown.filter(({ path }) => path.includes(planted)).map(({ path }) => path)).toHaveLength(1);
  }
  expect(unknown.every(({ todo }) => todo === "check")).toBe(true);
});

test.each(EXPORTS)("A field that is added anywhere to an export of %s is reported: %s", (vendor, names) => {
  const documents = exported(vendor, names);
  for (const [index, document] of documents.entries()) {
    for (const keys of objectsIn(document.content)) {
      const changed = withValue(document, [...keys, "zz_planted"], "planted");
      const { report } = takeOver(vendor)(documents.with(index, changed), {});
      const leaf = leavesOf(changed).find(({ path }) => path.endsWith("zz_planted"));
      const isNoted = report.some(({ path }) => covers(path, leaf?.path ?? "nowhere"));
      expect(isNoted, leaf?.path).toBe(true);
    }
  }
});

function objectsIn(value: unknown, keys: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => objectsIn(inner, [...keys, index]));
  if (!isObject(value)) return [];
  return [[...keys], ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...keys, key]))];
}

/** Where the same is said elsewhere too, or only what kind of thing something is. */
const SAYS_THE_SAME =
  /(?:\.type|\.id|_id|\.enabled|\.operator|\.provider|transition_condition\.prompt|\.name|\.required\[\d\])$/;

test.each(EXPORTS)("What is reported as taken over from %s makes a difference: %s", (vendor, names) => {
  const documents = exported(vendor, names);
  const before = imported(vendor, names);
  const idle: string[] = [];
  for (const [index, document] of documents.entries()) {
    for (const { keys, path, value } of leavesOf(document)) {
      if (outcomeOf(before, path) !== "mapped" || SAYS_THE_SAME.test(path)) continue;
      const differs = othersThan(value).some((other) => {
        const after = takeOver(vendor)(documents.with(index, withValue(document, keys, other)), {});
        return JSON.stringify(after.project) !== JSON.stringify(before.project) || outcomeOf(after, path) !== "mapped";
      });
      if (!differs) idle.push(path);
    }
  }
  expect(idle).toEqual([]);
});

/** What the note that speaks of a place most closely says of it. */
function outcomeOf({ report }: ImportResult, path: string): string | undefined {
  const notes = report
    .filter((note) => covers(note.path, path))
    .sort((one, other) => other.path.length - one.path.length);
  return notes[0]?.outcome;
}

/** Values of the vendors that stand in the place of others. */
const ALTERNATIVES = [
  "assistant-waits-for-user warm-transfer-say-summary blind-transfer GET POST fr agent user book n2 async conference",
  "application/x-www-form-urlencoded",
].flatMap((line) => line.split(" "));

function othersThan(value: string | number | boolean): (string | number | boolean)[] {
  if (typeof value === "boolean") return [!value];
  return typeof value === "number" ? [value * 2 + 1, value / 2] : [`${value}x`, ...ALTERNATIVES];
}

test.each(EXPORTS)("No secret of an export of %s is in the files or in the report: %s", (vendor, names) => {
  const result = JSON.stringify(imported(vendor, names));
  expect(JSON.stringify(exported(vendor, names))).toContain("do_not_copy");
  expect(result).not.toContain("do_not_copy");
});

test("Every vendor has at least two exports that are tried", () => {
  for (const vendor of VENDORS) {
    expect(EXPORTS.flatMap(([name, files]) => (name === vendor ? files : [])).length).toBeGreaterThanOrEqual(2);
  }
});
