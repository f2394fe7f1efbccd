import { expect, it } from "vitest";
import { onwardUrl } from "../../src/http/forward.ts";

it.each([
  ["/conversations/conv_x?token=a%2Fb", "http://holder:4000/conversations/conv_x?token=a%2Fb"],
  ["/conversational_agents/ca_x%40v0", "http://holder:4000/conversational_agents/ca_x%40v0"],
  ["http://169.254.169.254/conversations/conv_x", "http://holder:4000/conversations/conv_x"],
  ["//elsewhere.example/conversations/conv_x", "http://holder:4000/conversations/conv_x"],
])("a request for %s goes to the holder and nowhere else", (target, url) => {
  expect(onwardUrl(target, "http://holder:4000").href).toBe(url);
});
