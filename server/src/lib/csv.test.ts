import { describe, expect, it } from "vitest";
import { CsvError, readCsv, withoutApostrophe, writeCsvRecord } from "./csv.ts";

const LIMITS = { fields: 5, characters: 100 };
const read = (text: string) => [...readCsv(text, LIMITS)].map(({ line, fields }) => [line, ...fields]);

function problemOf(text: string): { line: number; message: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CsvError) return { line: error.line, message: error.message };
    throw error;
  }
  throw new Error("It was read.");
}

describe("readCsv", () => {
  it.each<[string, string, (string | number)[][]]>([
    ["one record without an end", "a,b", [[1, "a", "b"]]],
    [
      "CRLF",
      "a,b\r\nc,d\r\n",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    [
      "LF",
      "a\nb\n",
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "empty fields",
      "a,,\n,,b",
      [
        [1, "a", "", ""],
        [2, "", "", "b"],
      ],
    ],
    [
      "blank lines",
      "\n\r\na\n\nb\n\n",
      [
        [3, "a"],
        [5, "b"],
      ],
    ],
    ["quotes", '"a,1","say ""hi"""\n""', [[1, "a,1", 'say "hi"']]],
    [
      "ends of lines in quotes",
      '"a\r\nb\nc",d\ne',
      [
        [1, "a\r\nb\nc", "d"],
        [4, "e"],
      ],
    ],
    ["a byte order mark", "\uFEFFa,b", [[1, "a", "b"]]],
    ["blanks as they are", " a , b", [[1, " a ", " b"]]],
    ["nothing", "", []],
  ])("reads %s", (_name, text, records) => {
    expect(read(text)).toEqual(records);
  });

  it.each<[string, string, number, string]>([
    ["a quote within a field", 'a\nb"c,d', 2, "within a field"],
    ["a quote that is never closed", 'a\n"b\nc\nd', 2, "never closed"],
    ["text after a closing quote", '"a"b', 1, "after a closing quote"],
    ["text after a quote over two lines", '"a\nb"c', 2, "after a closing quote"],
    ["a lone carriage return", "a\rb", 1, "carriage return"],
    ["too many fields", "a\n,,,,,", 2, "more than 5 fields"],
    ["too many characters", `${"x".repeat(60)},${"y".repeat(41)}`, 1, "more than 100 characters"],
  ])("refuses %s and says where", (_name, text, line, message) => {
    expect(problemOf(text)).toMatchObject({ line, message: expect.stringContaining(message) });
  });

  it("reads what comes before the place that is wrong", () => {
    const records = readCsv('a\n"b', LIMITS);
    expect(records.next().value).toEqual({ line: 1, fields: ["a"] });
    expect(() => records.next()).toThrow(CsvError);
  });
});

describe("writeCsvRecord", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"],
    ["\t=1", "'\t=1"],
    ["＝1+1", "'＝1+1"],
    ["+41446681800", "+41446681800"],
    ["-3.5", "-3.5"],
    ["a,b", '"a,b"'],
    ["it's", "it's"],
  ])("writes %s as %s", (field, written) => {
    expect(writeCsvRecord([field])).toBe(`${written}\r\n`);
  });

  it("writes what readCsv reads again, character by character", () => {
    const fields = ["=a", "+1", '"', "a\r\nb", "'", "'=a", "-x,\n"];
    const [record] = readCsv(writeCsvRecord(fields), { fields: 10, characters: 1_000 });
    expect(record?.fields.map(withoutApostrophe)).toEqual(fields);
  });
});
