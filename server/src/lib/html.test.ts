import { describe, expect, it } from "vitest";
import { html } from "./html.ts";

describe("html", () => {
  it.each([
    ["a text", html`<p>${"plain"}</p>`, "<p>plain</p>"],
    [
      "markup in a text",
      html`<p>${"<script>alert('x')</script>"}</p>`,
      "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>",
    ],
    ["quotes in an attribute", html`<a title="${'"><img src=x>'}">`, '<a title="&quot;&gt;&lt;img src=x&gt;">'],
    ["an ampersand, once", html`${"a &amp; b"}`, "a &amp;amp; b"],
    ["a number", html`${0}`, "0"],
    ["null", html`<p>${null}</p>`, "<p></p>"],
    ["HTML", html`<ul>${html`<li>${"<"}</li>`}</ul>`, "<ul><li>&lt;</li></ul>"],
    ["a list of both, nested", html`${[html`<i></i>`, ["<", null]]}`, "<i></i>&lt;"],
  ])("takes in %s", (_what, written, expected) => {
    expect(written.markup).toBe(expected);
  });
});
