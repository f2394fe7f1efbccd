import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createMasterKeyFile,
  keysAfter,
  masterKeyFile,
  newMasterKey,
  readMasterKeyFile,
  replaceMasterKeyFile,
} from "./master-key-file.ts";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-key-"));
  path = masterKeyFile(join(directory, "data"));
});
afterEach(() => rm(directory, { recursive: true }));

const [A, B, C] = ["a", "b", "c"].map((letter) => Buffer.alloc(32, letter).toString("base64")) as [
  string,
  string,
  string,
];

describe("the master key's file", () => {
  it("is made with one key that only its owner can read, and read as it was made", async () => {
    const keys = await createMasterKeyFile(path);
    expect(keys).toHaveLength(1);
    expect(Buffer.from(keys[0] as string, "base64")).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readMasterKeyFile(path)).toEqual(keys);
    expect(await createMasterKeyFile(path)).toEqual(keys);
  });

  it("made by many at once is one file, and nothing else is left behind", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => createMasterKeyFile(path)));
    expect(new Set(made.flat()).size).toBe(1);
    expect(await readdir(join(directory, "data"))).toEqual(["master.key"]);
  });

  it("that is not there is null", async () => {
    expect(await readMasterKeyFile(path)).toBe(null);
  });

  it("may hold comments, empty lines and lines of another system", async () => {
    await createMasterKeyFile(path);
    await writeFile(path, `# made in June\r\n\r\n  ${A}  \r\n# former\n${B}`);
    expect(await readMasterKeyFile(path)).toEqual([A, B]);
  });

  it.each([
    ["nothing", "", /holds no master key/],
    ["only a comment", "# soon\n", /holds no master key/],
    ["a key cut short", `${A}\n${B.slice(0, 20)}\n`, /Line 2 of .*master\.key is no master key/],
    ["two keys on a line", `${A} ${B}\n`, /Line 1 /],
    ["bytes that are no text", "\u0000\u0001\ufffd", /Line 1 /],
  ])("that holds %s is refused with the place, and not with the content", async (_, content, message) => {
    await createMasterKeyFile(path);
    await writeFile(path, content);
    await expect(readMasterKeyFile(path)).rejects.toThrow(message);
    const problem = await readMasterKeyFile(path).catch((error: Error) => error.message);
    expect(problem).not.toContain(A.slice(0, 20));
    expect(problem).not.toContain(B.slice(0, 20));
  });

  it("that cannot be read is named", async () => {
    await expect(readMasterKeyFile(directory)).rejects.toThrow(`${directory} cannot be read`);
  });

  it("is replaced whole, and stays its owner's", async () => {
    await createMasterKeyFile(path);
    await replaceMasterKeyFile(path, [A, B]);
    expect(await readFile(path, "utf8")).toBe(`${A}\n${B}\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, "data"))).toEqual(["master.key"]);
  });
});

describe("a step of a rotation", () => {
  it.each([
    ["now", [A], [C, A]],
    ["now", [A, B], [C, A, B]],
    ["prepare", [A], [A, C]],
    ["prepare", [A, B], [A, B, C]],
    ["switch", [A, B], [B, A]],
    ["switch", [A, B, C], [C, A, B]],
  ] as const)("%s makes of %j %j", (step, before, after) => {
    expect(keysAfter(step, before, C)).toEqual(after);
  });

  it("switch needs a key that was prepared", () => {
    expect(() => keysAfter("switch", [A], C)).toThrow(/Prepare one first/);
  });

  it("takes a key that nobody had", () => {
    expect(newMasterKey()).not.toBe(newMasterKey());
  });
});
