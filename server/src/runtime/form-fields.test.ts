import { describe, expect, it } from "vitest";
import type { RequestParameter } from "../domain/tool-request.ts";
import type { HttpTool } from "../ports/tool.ts";
import { prepareRequest } from "./http-tool-request.ts";

type Field = Omit<RequestParameter, "in" | "argument">;

function bodyOf(fields: Field[], args: Record<string, unknown>): string | undefined {
  const tool: HttpTool = {
    name: "pay",
    description: "Pays.",
    method: "POST",
    url: "https://api.example.com/payments",
    input_schema: { type: "object" },
    request: {
      parameters: fields.map((field) => ({ argument: field.name.replaceAll("[]", ""), in: "form", ...field })),
      body: { type: "form", argument: null },
    },
  };
  const prepared = prepareRequest(tool, args);
  return prepared.ok ? prepared.request.body : prepared.problem;
}

describe("the fields of a form", () => {
  it.each<[string, Field[], Record<string, unknown>, string]>([
    ["stand in brackets", [], { tags: ["a", "b"], card: { cvc: 1 } }, "tags%5B0%5D=a&tags%5B1%5D=b&card%5Bcvc%5D=1"],
    [
      "repeat their name",
      [{ name: "tags", style: "form", explode: true }],
      { tags: ["a", "b"], n: 1 },
      "tags=a&tags=b&n=1",
    ],
    ["have names of their own", [{ name: "tags[]", style: "form", explode: true }], { tags: [1] }, "tags%5B%5D=1"],
    ["are one list", [{ name: "tags", style: "form", explode: false }], { tags: ["a", "b,c"] }, "tags=a,b%2Cc"],
    [
      "are parted by a pipe",
      [{ name: "tags", style: "pipeDelimited", explode: false }],
      { tags: ["a", "b"] },
      "tags=a%7Cb",
    ],
    [
      "are left out when there is nothing in them",
      [{ name: "tags", style: "form", explode: true }],
      { tags: [], n: null },
      "",
    ],
  ])("%s", (_, fields, args, body) => {
    expect(bodyOf(fields, args)).toBe(body);
  });
});
