import { describe, expect, it } from "vitest";
import { readDocument } from "./document.ts";
import { InvalidDocumentError } from "./invalid-document.ts";

describe("readDocument", () => {
  it.each<[string, string, boolean]>([
    ["JSON", '{"openapi":"3.0.3","info":{"title":"Shop","version":"2"},"paths":{}}', false],
    ["JSON with a byte order mark", '\uFEFF{"openapi":"3.1.0","info":{"title":"Shop","version":"2"}}', true],
    ["YAML", "openapi: 3.0.3\ninfo:\n  title: Shop\n  version: 2\npaths: {}\n", false],
    ["YAML whose version is a number", "openapi: 3.1\ninfo: {title: Shop, version: 2}", true],
    ["YAML that begins like JSON", "{openapi: 3.1.0, info: {title: Shop, version: '2',},}", true],
  ])("reads %s", (_, text, isModern) => {
    expect(readDocument(text)).toMatchObject({ title: "Shop", version: "2", isModern });
  });

  it("takes dates, numbers and odd words of YAML for what they are in JSON", () => {
    const { root } = readDocument("openapi: 3.1.0\nx: [2024-01-01, no, 1e3, 0o17, ~, '1', {200: a}]\n");
    expect(root.x).toEqual(["2024-01-01", "no", 1000, 15, null, "1", { "200": "a" }]);
  });

  it("follows YAML's aliases and merge keys", () => {
    const { root } = readDocument("openapi: 3.1.0\nx: &x {a: 1, b: 2}\ny: *x\nz:\n  <<: *x\n  b: 3\n");
    expect(root).toMatchObject({ y: { a: 1, b: 2 }, z: { a: 1, b: 3 } });
  });

  it.each<[string, string, RegExp]>([
    ["nothing", " \n", /empty/],
    ["Swagger 2.0", '{"swagger":"2.0"}', /Swagger 2\.0.*Convert it.*swagger2openapi/],
    ["AsyncAPI", "asyncapi: 3.0.0", /AsyncAPI/],
    ["another version", '{"openapi":"4.0.0"}', /OpenAPI 4\.0\.0; 3\.0 and 3\.1 are read/],
    ["no version", '{"info":{}}', /no field openapi/],
    ["a list", "[1]", /not an object/],
    ["plain words", "Not found", /not an object/],
    ["a web page", "<!doctype html><p>Sign in</p>", /HTML/],
    ["bytes", '{"openapi":"3.1.0"\0}', /NUL/],
    ["paths that are a list", '{"openapi":"3.1.0","paths":[]}', /paths/],
    ["broken JSON, with the place", '{\n  "openapi": "3.1.0",\n  "paths": {"/a" {}}\n}', /line 3, column/],
    ["broken YAML, with the place", "openapi: 3.1.0\npaths:\n  /a: [\n", /line 4, column 1/],
    ["an alias that leads nowhere", "openapi: 3.1.0\nx: *missing\n", /alias/i],
  ])("refuses %s", (_, text, message) => {
    expect(() => readDocument(text)).toThrow(InvalidDocumentError);
    expect(() => readDocument(text)).toThrow(message);
  });

  it("refuses YAML whose aliases multiply without end", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`,
    );
    const bomb = `openapi: 3.1.0\na0: &a0 [x]\n${levels.join("\n")}\n`;
    expect(() => readDocument(bomb)).toThrow(/aliases cannot be followed/);
  });

  it("refuses YAML that holds itself", () => {
    expect(() => readDocument("openapi: 3.1.0\nx: &x [*x]\n")).toThrow(InvalidDocumentError);
  });

  it("refuses text that is neither JSON nor YAML of a bearable length", () => {
    const text = `openapi: 3.1.0\nx: "${"y".repeat(12 * 1024 * 1024)}"`;
    expect(() => readDocument(text)).toThrow(/longer than 12 MiB\. Send it as JSON/);
  });
});
