import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCsv, withoutApostrophe } from "../../src/lib/csv.ts";
import { type CampaignWorld, newNumbers, rowsOf, startCampaignWorld } from "./campaign-world.ts";

let world: CampaignWorld;
beforeAll(async () => {
  world = await startCampaignWorld();
});
afterAll(() => world.stop());

const LIMITS = { fields: 300, characters: 1_000_000 };
const HEADER = "callee_no,$customer.name,external_id,time_zone,appointment";

/** Reads a CSV text into objects by the names of its columns. */
function objectsIn(text: string): Record<string, string>[] {
  const [header, ...records] = [...readCsv(text, LIMITS)].map(({ fields }) => fields.map(withoutApostrophe));
  return records.map((fields) => Object.fromEntries((header ?? []).map((name, index) => [name, fields[index] ?? ""])));
}

describe("rows as CSV", () => {
  it("become rows with their customer and their variables, what is empty left out", async () => {
    const [one, two, three] = newNumbers(3);
    const id = await world.make([]);
    const text = [
      `\uFEFF${HEADER}`,
      `"${one}","Müller, ""Kim""",4711,Europe/Zurich,"4 July,\n10:00"`,
      `${two},,,,`,
      "",
      `${three},'=1+1,,,'-2 hours`,
    ].join("\r\n");
    expect(await world.addCsv(id, text)).toEqual({
      status: 200,
      body: { added: 3, refused: 0, duplicates: 0, left_out: [] },
    });
    const rows = await world.rows(id);
    expect(rows).toMatchObject([
      {
        callee_no: one,
        external_id: "4711",
        time_zone: "Europe/Zurich",
        context: { $customer: { name: 'Müller, "Kim"' }, $variables: { appointment: "4 July,\n10:00" } },
      },
      { callee_no: two, external_id: null, time_zone: null },
      { callee_no: three, context: { $customer: { name: "=1+1" }, $variables: { appointment: "-2 hours" } } },
    ]);
    expect(rows[1]?.["context"]).toEqual({});
  });

  it("are 2,000 at once, with the duplicates among them named by their lines", async () => {
    const numbers = newNumbers(2_000);
    const id = await world.make(rowsOf(numbers.slice(0, 2)));
    const lines = [...numbers, numbers[1999]].map((number, index) => `${number},Kim ${index},,,`);
    const { body } = await world.addCsv(id, `${HEADER}\n${lines.join("\n")}\n`);
    expect(body).toEqual({
      added: 1_998,
      refused: 0,
      duplicates: 3,
      left_out: [
        { place: 2, row: 1 },
        { place: 3, row: 2 },
        { place: 2_002, row: 2_000 },
      ],
    });
    const rows = await world.rows(id);
    expect(rows.map((row) => row["callee_no"])).toEqual(numbers);
    expect(await world.show(id)).toMatchObject({ progress: { rows: 2_000, pending: 2_000 } });
  });

  it.each<[string, string, string]>([
    ["nothing", "", "Line 1 must name the columns"],
    ["no header", "+14155550123,Kim\n", "callee_no among them"],
    ["a column twice", "callee_no,name,name\n", 'names the column "name" twice'],
    ["a column without a name", "callee_no,,name\n", "which is no name"],
    ["a column of the platform's", "callee_no,$system\n", "which is no name"],
    ["too few fields", `${HEADER}\n+14155550123,Kim\n`, "Line 2 has 2 fields where the first line names 5 columns"],
    ["no number", `${HEADER}\n,Kim,,,\n`, "Line 2 has no callee_no"],
    ["a time zone that is none", `${HEADER}\n+14155550123,Kim,,Mars,\n`, "Line 2 cannot be taken: time_zone"],
    ["an open quote", `${HEADER}\n+14155550123,"Kim,,,\n`, "Line 2 has a quote that is never closed"],
    ["a quote within", `${HEADER}\n+14155550123,K"im,,,\n`, "Line 2 has a quote within a field"],
    ["a long field", `${HEADER}\n+14155550123,${"x".repeat(70_000)},,,\n`, "more than 65536 characters"],
    [
      "many columns",
      `callee_no,${Array.from({ length: 250 }, (_, index) => `c${index}`).join(",")}\n`,
      "more than 200",
    ],
    ["an address of mails", "to\nkim@example.com\n", "callee_no among them"],
    ["a mail address too", "callee_no,to\n+14155550123,kim@example.com\n", "leave the other address out"],
  ])("with %s are refused, and none of them is added", async (_name, text, message) => {
    const id = await world.make([]);
    const good = `${text}${text.endsWith("\n") && text.includes(HEADER) ? `${newNumbers(1)[0]},,,,\n` : ""}`;
    const { status, body } = await world.addCsv(id, good);
    expect(status).toBe(400);
    expect(body["error"].message).toContain(message);
    expect(await world.show(id)).toMatchObject({ progress: { rows: 0 } });
  });

  it("with many wrong lines are refused with each line named, up to a hundred", async () => {
    const id = await world.make([]);
    const lines = Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? ",,,," : `+1415555${1000 + index},,,,`));
    const { body } = await world.addCsv(id, `${HEADER}\n${lines.join("\n")}`);
    expect(body["error"].details).toHaveLength(100);
    expect(body["error"].details.slice(0, 2).map(({ param }: { param: string }) => param)).toEqual([
      "line 2",
      "line 4",
    ]);
    expect(await world.show(id)).toMatchObject({ progress: { rows: 0 } });
  });

  it("beyond the bounds are refused", async () => {
    const id = await world.make([]);
    const many = Array.from({ length: 20_001 }, (_, index) => `+1650${1_000_000 + index}`);
    const tooMany = await world.addCsv(id, `callee_no\n${many.join("\n")}`);
    expect(tooMany).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
    const tooLong = await world.addCsv(id, `callee_no\n${"x".repeat(8 * 1024 * 1024)}`);
    expect(tooLong).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
    const other = await world.addCsv(id, "callee_no", { "content-type": "application/xml" });
    expect(other).toMatchObject({ status: 400, body: { error: { code: "unsupported_media_type" } } });
    expect(await world.show(id)).toMatchObject({ progress: { rows: 0 } });
  });
});

describe("the export of a campaign", () => {
  it("has a line for each row, and reads as what was given and what came of it", async () => {
    const numbers = newNumbers(3) as [string, string, string];
    const names = ['=HYPERLINK("http://evil.example","Kim")', "Zoë, the\nsecond", "'quoted'"];
    const rows = numbers.map((callee_no, index) => ({
      callee_no,
      external_id: `@ext${index}`,
      context: { $customer: { name: names[index] } },
    }));
    const id = await world.make([...rows, { callee_no: "-1+1" }]);
    await world.act(id, "start");
    await expect.poll(async () => (await world.show(id))["status"], { timeout: 20_000 }).toBe("completed");
    const fields = JSON.stringify({ note: "+1+1", score: -3, tags: ["a", "b"] });
    const first = (await world.conversations(id)).find(({ callee_no }) => callee_no === numbers[0]);
    await world.database.query("update conversations set custom_fields = $2 where id = $1", [first?.id, fields]);
    const { status, headers, text } = await world.exported(id);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${id}.csv"`);
    const cells = [...readCsv(text, LIMITS)].flatMap((record) => record.fields);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+$/.test(cell))).toEqual([]);
    const objects = objectsIn(text);
    expect(objects).toHaveLength(4);
    expect(objects[0]).toMatchObject({
      row: "1",
      callee_no: numbers[0],
      external_id: "@ext0",
      state: "done",
      status: "completed",
      attempts: "1",
      conversation_ids: first?.id,
      "custom_fields.note": "+1+1",
      "custom_fields.score": "-3",
      "custom_fields.tags": '["a","b"]',
    });
    expect(objects[3]).toMatchObject({ callee_no: "-1+1", state: "refused", reason_code: "invalid_number" });
    expect(objects.slice(0, 3).map(({ context }) => JSON.parse(context as string).$customer.name)).toEqual(names);
  });

  it("goes through more rows than one look into the database brings, in their order", async () => {
    const numbers = newNumbers(1_203);
    const id = await world.make([]);
    await world.addCsv(id, `callee_no\n${numbers.join("\n")}`);
    const objects = objectsIn((await world.exported(id)).text);
    expect(objects.map(({ callee_no }) => callee_no)).toEqual(numbers);
    expect(objects.map(({ row }) => Number(row))).toEqual(numbers.map((_number, index) => index + 1));
    const again = await world.make([]);
    const columns = objects.map(({ callee_no, external_id }) => `${callee_no},${external_id}`);
    const { body } = await world.addCsv(again, `callee_no,external_id\n${columns.join("\n")}`);
    expect(body).toMatchObject({ added: 1_203, refused: 0, duplicates: 0 });
  });
});
