import { describe, expect, it } from "vitest";
import { argumentName, operationKeys, toolNames } from "./openapi-names.ts";

const named = (operationId: string | null, method = "GET", path = "/orders/{id}") => ({ operationId, method, path });

describe("the key of an operation", () => {
  it.each<[string, (string | null)[], string[]]>([
    ["is its id", ["listOrders", "orders/get"], ["listOrders", "orders/get"]],
    ["is method and path without one", [null], ["GET /orders/{id}"]],
    ["is method and path where several have the same id", ["get", "get"], ["GET /orders/{id}", "GET /orders/{id}"]],
    [
      "is method and path where the id is no text to be shown",
      ["a\nb", "x".repeat(201), "\uD800"],
      ["GET /orders/{id}", "GET /orders/{id}", "GET /orders/{id}"],
    ],
  ])("%s", (_, ids, keys) => {
    expect(operationKeys(ids.map((id) => named(id)))).toEqual(keys);
  });
});

describe("the name of a tool", () => {
  it.each<[string, string, string]>([
    ["listOrders", "", "listOrders"],
    ["repos/list-for-org", "", "repos_list-for-org"],
    ["Pet Store: get (v2)", "shop_", "shop_Pet_Store_get_v2"],
    ["2fa", "", "call_2fa"],
    ["_internal_", "", "internal"],
    ["注文", "", "get_orders_id"],
    ["x".repeat(100), "", "x".repeat(64)],
    ["a", "my-", "my-a"],
  ])("of %j with the prefix %j is %s", (id, prefix, name) => {
    expect(toolNames([named(id)], prefix)).toEqual([name]);
  });

  it("is made of method and path without an id", () => {
    expect(toolNames([named(null), named(null, "POST", "/")], "")).toEqual(["get_orders_id", "post"]);
  });

  it("is different from all others, and from those that are taken, however long", () => {
    const long = "x".repeat(80);
    expect(toolNames([named("a"), named("a!"), named("a"), named(long), named(long)], "", ["a_2"])).toEqual([
      "a",
      "a_3",
      "a_4",
      "x".repeat(64),
      `${"x".repeat(62)}_2`,
    ]);
  });
});

describe("the name of an argument", () => {
  it.each<[string, string, string[], string]>([
    ["limit", "query", [], "limit"],
    ["filter[a][b]", "query", [], "filter_a_b"],
    ["limit", "query", ["limit"], "query_limit"],
    ["limit", "query", ["limit", "query_limit"], "query_limit_2"],
    ["日", "header", [], "header"],
    ["__proto__", "query", [], "proto"],
    ["x".repeat(90), "query", [], "x".repeat(60)],
  ])("of %s in the %s beside %j is %s", (name, place, taken, argument) => {
    expect(argumentName(name, place, new Set(taken))).toBe(argument);
  });
});
