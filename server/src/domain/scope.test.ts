import { describe, expect, it } from "vitest";
import { beyond, includesScope, type Scopes } from "./scope.ts";

describe("scopes", () => {
  it.each<[Scopes, Scopes, string[]]>([
    [null, null, []],
    [null, ["keys:write"], []],
    [["keys:write"], null, ["everything"]],
    [["keys:write"], ["keys:write"], []],
    [["keys:write", "tools:read"], ["tools:read"], []],
    [["keys:write"], ["keys:read", "keys:write"], ["keys:read"]],
    [["keys:read"], ["tools:read", "tools:write"], ["tools:read", "tools:write"]],
    [[], ["keys:read"], ["keys:read"]],
  ])("%j may give %j but for %j", (own, given, missing) => {
    expect(beyond(own, given)).toEqual(missing);
  });

  it("of changing do not include reading, and null includes everything", () => {
    expect(includesScope(["tools:write"], "tools:write")).toBe(true);
    expect(includesScope(["tools:write"], "tools:read")).toBe(false);
    expect(includesScope([], "tools:read")).toBe(false);
    expect(includesScope(null, "tools:read")).toBe(true);
  });
});
