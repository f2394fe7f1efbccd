import { expect, it } from "vitest";
import { addedTo, isWithin, withoutAdded } from "./defaults.ts";

const FILES = { name: "Ada", config: { personas: [{ name: "Ada" }], runtime: { model: "a/b" } } };
const STORED = {
  name: "Ada",
  config: {
    personas: [{ name: "Ada", language: null }],
    runtime: { model: "a/b", speaks_first: null },
    memory: { on: true },
  },
};
const ADDED = { config: { personas: [{ language: null }], runtime: { speaks_first: null }, memory: { on: true } } };

it("what the server has added is what files do not name", () => {
  expect(addedTo(FILES, STORED)).toEqual(ADDED);
  expect(addedTo(STORED, STORED)).toBeUndefined();
});

it("what it has added is left out as long as nobody has changed it, and files do not name it", () => {
  expect(withoutAdded(STORED, FILES, ADDED)).toEqual(FILES);
  const changed = { ...STORED, config: { ...STORED.config, memory: { on: false } } };
  expect(withoutAdded(changed, FILES, ADDED)).toEqual({ ...FILES, config: { ...FILES.config, memory: { on: false } } });
  const named = { ...FILES, config: { ...FILES.config, memory: { on: true } } };
  expect(withoutAdded(STORED, named, ADDED)).toEqual(named);
  expect(withoutAdded(STORED, FILES, undefined)).toEqual(STORED);
});

it.each([
  [{ a: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1 }, { b: 2 }, false],
  [[1, 2], [1, 2], true],
  [[1], [1, 2], false],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1, c: null }] }, true],
  [{ a: null }, {}, false],
])("%j lies within %j: %j", (files, stored, isIt) => {
  expect(isWithin(files, stored)).toBe(isIt);
});
