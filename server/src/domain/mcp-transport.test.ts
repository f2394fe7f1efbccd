import { describe, expect, it } from "vitest";
import { type McpTransportInput, mcpTransportInputSchema, readTransport } from "./mcp-transport.ts";

const http = (more: object = {}) => ({ type: "http", url: "https://tools.example/mcp", ...more });
const stdio = (more: object = {}) => ({ type: "stdio", program: "crm-server", ...more });
const read = (input: object, stored: Parameters<typeof readTransport>[1] = null) =>
  readTransport(mcpTransportInputSchema.parse(input), stored);

describe("a transport's secrets", () => {
  it("are parted from the rest, of which they leave only the names", () => {
    expect(read(http({ headers: { Authorization: "Bearer a", "X-Team": "b" } }))).toEqual({
      transport: http({ headers: { Authorization: null, "X-Team": null } }),
      secrets: { Authorization: "Bearer a", "X-Team": "b" },
    });
    expect(read(stdio({ environment: { CRM_TOKEN: "c" } }))).toEqual({
      transport: stdio({ arguments: [], environment: { CRM_TOKEN: null } }),
      secrets: { CRM_TOKEN: "c" },
    });
  });

  const storedHttp = read(http({ headers: { A: "1", B: "2" } })) as { transport: never; secrets: never };
  const storedStdio = read(stdio({ environment: { A: "1" } })) as { transport: never; secrets: never };

  it.each<[string, object, Parameters<typeof readTransport>[1], Record<string, string> | null]>([
    ["are kept by null", http({ headers: { A: null } }), storedHttp, { A: "1" }],
    [
      "are kept on another path",
      http({ url: "https://tools.example/v2", headers: { A: null } }),
      storedHttp,
      { A: "1" },
    ],
    ["are replaced by a value", http({ headers: { A: "3", B: null } }), storedHttp, { A: "3", B: "2" }],
    ["do not go to another host", http({ url: "https://evil.example/mcp", headers: { A: null } }), storedHttp, null],
    ["do not go over plain http", http({ url: "http://tools.example/mcp", headers: { A: null } }), storedHttp, null],
    ["do not go to another program", stdio({ program: "env", environment: { A: null } }), storedStdio, null],
    ["are kept with other arguments", stdio({ arguments: ["-v"], environment: { A: null } }), storedStdio, { A: "1" }],
    ["do not become another transport's", stdio({ environment: { A: null } }), storedHttp, null],
    ["cannot be kept when there are none", http({ headers: { A: null } }), null, null],
    ["are not found in the prototype", http({ headers: { constructor: null } }), storedHttp, null],
  ])("%s", (_, input, stored, secrets) => {
    const result = read(input, stored);
    if (secrets !== null) expect(result).toMatchObject({ secrets });
    else expect(result).toMatchObject({ problems: [{ message: expect.stringContaining("has no stored value") }] });
  });

  it.each<[object, string]>([
    [http({ headers: { "X Y": "1" } }), 'transport.headers["X Y"] cannot be the name of a header'],
    [http({ headers: { "": "1" } }), "cannot be the name of a header"],
    [http({ headers: { "Mcp-Session-Id": "1" } }), "is set by the platform alone"],
    [http({ headers: { HOST: "1" } }), "is set by the platform alone"],
    [http({ headers: { A: "1", a: "2" } }), "is there twice"],
    [http({ headers: { A: "planted\r\nX-Evil: 1" } }), "has a character that no header may hold"],
    [http({ headers: { A: "planted€" } }), "has a character that no header may hold"],
    [stdio({ environment: { "A B": "1" } }), "cannot be the name of a variable"],
    [stdio({ environment: { LD_PRELOAD: "/tmp/planted.so" } }), "decides which code is run"],
    [stdio({ environment: { NODE_OPTIONS: "--require planted" } }), "decides which code is run"],
    [stdio({ environment: { PATH: "/tmp" } }), "decides which code is run"],
    [stdio({ environment: { A: "planted\0" } }), "holds a NUL character"],
    [http({ headers: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`A${at}`, "1"])) }), "has 51 entries"],
  ])("are refused with the place, and without the value: %j", (input, message) => {
    const result = JSON.stringify(read(input));
    expect(result).toContain("problems");
    expect(result.replaceAll('\\"', '"').replaceAll('\\"', '"')).toContain(message);
    expect(result).not.toContain("planted");
  });
});

describe("the form of a transport", () => {
  it.each<[string, object]>([
    ["no address", { type: "http", url: "tools.example" }],
    ["another protocol", { type: "http", url: "ftp://tools.example" }],
    ["a password in the address", { type: "http", url: "https://a:b@tools.example" }],
    ["a fragment", { type: "http", url: "https://tools.example#a" }],
    ["a field of the other type", { ...http(), program: "x" }],
    ["no program", { type: "stdio", program: "" }],
    ["a NUL in an argument", stdio({ arguments: ["a\0b"] })],
    ["another type", { type: "sse", url: "https://tools.example" }],
  ])("is refused for %s", (_, input) => {
    expect(mcpTransportInputSchema.safeParse(input as McpTransportInput).success).toBe(false);
  });
});
