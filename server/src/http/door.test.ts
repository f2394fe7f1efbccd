import { expect, it } from "vitest";
import { openDoor } from "./door.ts";

it("a request before the platform is ready is refused as any other, and told to come back", async () => {
  const door = await openDoor("127.0.0.1", 0);
  try {
    door.listeners.set("", (_request, response) => response.end("inside"));
    const early = await fetch(`${door.url}/conversations`);
    expect(early.status).toBe(503);
    expect(early.headers.get("retry-after")).toBe("1");
    const { error } = (await early.json()) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ type: "unavailable", code: "unavailable", param: null });
    expect(error["request_id"]).toBe(early.headers.get("x-request-id"));
    door.open();
    const inside = await fetch(`${door.url}/conversations`);
    expect(await inside.text()).toBe("inside");
    // Proxies keep their connections for a minute.
    expect(inside.headers.get("keep-alive")).toBe("timeout=75");
  } finally {
    await door.close();
  }
});
