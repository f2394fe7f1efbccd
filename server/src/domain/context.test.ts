import { describe, expect, it } from "vitest";
import type { JsonObject } from "../lib/json.ts";
import { additionalDetails, contextSchema, mergeContext, resolveVariables, unknownVariables } from "./context.ts";

const variable = (name: string, default_value: string | null = null) => ({
  name,
  description: null,
  default_value,
  is_personal: false,
});

describe("resolveVariables", () => {
  const required = [variable("city")];
  const defaulted = [variable("city", "Bern")];

  it.each<[string, typeof required, JsonObject, Record<string, string>, string[]]>([
    ["takes a value given flat", required, { city: "Rome" }, { city: "Rome" }, []],
    ["takes a value under $variables", required, { $variables: { city: "Rome" } }, { city: "Rome" }, []],
    ["lets $variables win", required, { city: "Oslo", $variables: { city: "Rome" } }, { city: "Rome" }, []],
    [
      "falls back to the flat value when $variables says null",
      required,
      { city: "Oslo", $variables: { city: null } },
      { city: "Oslo" },
      [],
    ],
    ["takes the default", defaulted, {}, { city: "Bern" }, []],
    ["lets a given value win over the default", defaulted, { city: "Rome" }, { city: "Rome" }, []],
    ["counts null as not given", defaulted, { city: null }, { city: "Bern" }, []],
    ["counts the empty text as given", defaulted, { city: "" }, { city: "" }, []],
    ["takes an empty default", [variable("city", "")], {}, { city: "" }, []],
    ["names what is missing", [variable("a"), variable("b", "x"), variable("c")], { c: null }, { b: "x" }, ["a", "c"]],
    ["turns numbers into text", required, { city: 12.5 }, { city: "12.5" }, []],
    ["turns false into text", defaulted, { city: false }, { city: "false" }, []],
    ["turns 0 into text", defaulted, { city: 0 }, { city: "0" }, []],
    ["turns lists into JSON", required, { city: ["Rome", "Oslo"] }, { city: '["Rome","Oslo"]' }, []],
    ["turns objects into JSON", required, { city: { name: "Rome" } }, { city: '{"name":"Rome"}' }, []],
    ["ignores what is not declared", required, { city: "Rome", other: "x" }, { city: "Rome" }, []],
    [
      "does not find inherited names",
      [variable("constructor"), variable("toString", "x")],
      {},
      { toString: "x" },
      ["constructor"],
    ],
    ["survives $variables that are no object", required, { $variables: "city" }, {}, ["city"]],
  ])("%s", (...[, variables, context, values, missing]) => {
    expect(resolveVariables(variables, context)).toEqual({ values, missing });
  });

  it("gives a variable named __proto__ a value of its own", () => {
    const { values, missing } = resolveVariables([variable("__proto__")], JSON.parse('{"__proto__": "x"}'));
    expect(Object.entries(values)).toEqual([["__proto__", "x"]]);
    expect(missing).toEqual([]);
  });
});

describe("additionalDetails", () => {
  const declared = [variable("city"), variable("plan", "basic")];

  it.each<[string, JsonObject, [string, unknown][]]>([
    ["nothing of an empty context", {}, []],
    [
      "free fields",
      { order: "A1", items: [1, 2] },
      [
        ["order", "A1"],
        ["items", [1, 2]],
      ],
    ],
    ["no field that matches a variable", { city: "Rome", plan: "pro", order: "A1" }, [["order", "A1"]]],
    ["undeclared entries of $variables", { $variables: { city: "Rome", order: "A1" } }, [["order", "A1"]]],
    [
      "$variables rather than a free field of that name",
      { order: "old", $variables: { order: "new" } },
      [["order", "new"]],
    ],
    [
      "the customer's details",
      { $customer: { name: "Ann", email: null, phone_no: "+41791234567", extra: { vip: true } } },
      [
        ["customer.name", "Ann"],
        ["customer.phone_no", "+41791234567"],
        ["customer.extra.vip", true],
      ],
    ],
    ["fields of the customer that are not documented", { $customer: { nickname: "A" } }, [["customer.nickname", "A"]]],
    ["nothing of a null customer", { $customer: null, $variables: null }, []],
    ["nothing that is null", { order: null }, []],
    [
      "what is false, 0 or empty",
      { a: false, b: 0, c: "" },
      [
        ["a", false],
        ["b", 0],
        ["c", ""],
      ],
    ],
    ["other names that begin with $", { $source: "web" }, [["$source", "web"]]],
  ])("lists %s", (_name, context, details) => {
    expect(additionalDetails(declared, context)).toEqual(details);
  });
});

describe("mergeContext", () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["keeps both sides' keys", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ["lets the later value win", { a: 1 }, { a: 2 }, { a: 2 }],
    ["lets a later null win", { a: 1 }, { a: null }, { a: null }],
    ["replaces a free object whole", { a: { b: 1 } }, { a: { c: 1 } }, { a: { c: 1 } }],
    [
      "merges $variables key by key",
      { $variables: { a: 1, b: 1 } },
      { $variables: { b: 2 } },
      { $variables: { a: 1, b: 2 } },
    ],
    [
      "merges $customer key by key",
      { $customer: { name: "A" } },
      { $customer: { email: "a@b.c" } },
      { $customer: { name: "A", email: "a@b.c" } },
    ],
    ["takes $variables where there were none", { a: 1 }, { $variables: { b: 2 } }, { a: 1, $variables: { b: 2 } }],
    [
      "keeps $customer when the later one is null",
      { $customer: { name: "A" } },
      { $customer: null },
      { $customer: { name: "A" } },
    ],
    ["drops a $customer that nobody gave", { $customer: null }, { $customer: null, a: 1 }, { a: 1 }],
    ["replaces a null $variables", { $variables: null }, { $variables: { a: 1 } }, { $variables: { a: 1 } }],
    ["changes nothing for an empty addition", { a: 1, $variables: { b: 1 } }, {}, { a: 1, $variables: { b: 1 } }],
  ])("%s", (...[, old, added, expected]) => {
    const copies = structuredClone([old, added]);
    expect(mergeContext(old, added)).toEqual(expected);
    expect([old, added]).toEqual(copies);
  });

  it("pollutes no prototype", () => {
    const hostile = JSON.parse('{"__proto__":{"evil":1},"$variables":{"__proto__":{"evil":1}}}') as JsonObject;
    const merged = mergeContext(mergeContext({ $variables: { a: 1 } }, hostile), hostile);
    expect(({} as JsonObject)["evil"]).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(merged["$variables"])).toBe(Object.prototype);
  });
});

describe("unknownVariables", () => {
  const declared = [variable("customer_name"), variable("city")];

  it.each<[string, JsonObject, { path: string; guess: string | null }[]]>([
    ["nothing when all are declared", { $variables: { city: "x" } }, []],
    [
      "an entry that was mistyped",
      { $variables: { custmer_name: "x" } },
      [{ path: "context.$variables.custmer_name", guess: "customer_name" }],
    ],
    [
      "an entry without a likeness",
      { $variables: { weather: "x" } },
      [{ path: "context.$variables.weather", guess: null }],
    ],
    ["no flat field, for those are free", { weather: "x" }, []],
    ["nothing without $variables", { $variables: null }, []],
  ])("names %s", (_name, context, unknown) => {
    expect(unknownVariables(declared, context)).toEqual(unknown);
  });

  it("stops at fifty", () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`v${index}`, 1]));
    expect(unknownVariables(declared, { $variables: many })).toHaveLength(50);
  });
});

describe("contextSchema", () => {
  it.each<[string, unknown, boolean]>([
    ["an empty context", {}, true],
    ["free fields of any shape", { a: 1, b: { c: [null] } }, true],
    ["both reserved keys", { $customer: { name: "Ann", email: null, extra: { a: 1 } }, $variables: { a: 1 } }, true],
    ["null in their place", { $customer: null, $variables: null }, true],
    ["fields of the customer beyond the documented", { $customer: { nickname: "A" } }, true],
    ["a customer that is a text", { $customer: "Ann" }, false],
    ["a customer's name that is a number", { $customer: { name: 1 } }, false],
    ["an extra that is a list", { $customer: { extra: [] } }, false],
    ["variables that are a list", { $variables: ["a"] }, false],
    ["a context that is a list", [], false],
  ])("judges %s", (_name, context, isValid) => {
    expect(contextSchema.safeParse(context).success).toBe(isValid);
  });

  it("gives everything back as it came", () => {
    const context = { order: { id: 1 }, $customer: { nickname: "A", name: null }, $variables: { a: [1] } };
    expect(contextSchema.parse(context)).toEqual(context);
  });
});
