import { describe, expect, it } from "vitest";
import { coloured } from "./guide-code.ts";
import type { GuidePage } from "./guide-contents.ts";
import { headingAnchor, linkTarget } from "./guide-links.ts";
import { renderGuide } from "./guide-markdown.ts";
import { searchOf } from "./guide-search.ts";

const page = (slug: string, file: string): GuidePage => ({
  slug,
  title: slug,
  section: "S",
  path: `/docs/${slug}`,
  file,
});
const pages = [page("tools", "docs/guides/tools.md"), page("in-depth/sip", "docs/sip.md")];
const render = (markdown: string) => renderGuide(markdown, { file: "docs/guides/tools.md", pages });

describe("a guide's text", () => {
  it("is split at its headings, each with an anchor of its own and its words without marks", () => {
    const { title, sections, markup } = render(
      "# The *tools*\n\nOne `two`.\n\n## A part\n\n- a\n- b\n\n## A part\n\n| x | y |\n| - | - |\n| 1 | 2 |\n",
    );
    expect(title).toBe("The tools");
    expect(sections).toEqual([
      { anchor: "", heading: "The tools", depth: 1, text: "One two." },
      { anchor: "a-part", heading: "A part", depth: 2, text: "a b" },
      { anchor: "a-part-1", heading: "A part", depth: 2, text: "x y 1 2" },
    ]);
    expect(markup).toContain('<h2 id="a-part-1"><a class="anchor" href="#a-part-1">A part</a></h2>');
    expect(markup).not.toContain("<h1");
  });

  it("brings no HTML of its own, and no comment", () => {
    const { markup } = render(
      '# T\n\n<script>alert(1)</script>\n\n<!-- note -->\n\nA <b onclick="x">word</b> and `<i>`.\n',
    );
    expect(markup).not.toMatch(/<script|<b|<i>|note/);
    expect(markup).toContain("&lt;script&gt;");
  });

  it.each([
    ["[a](tools.md#part)", '<a href="/docs/tools#part">a</a>'],
    ["[a](../sip.md)", '<a href="/docs/in-depth/sip">a</a>'],
    ["[a](/docs/reference#x)", '<a href="/docs/reference#x">a</a>'],
    ["[a](https://example.com/)", '<a href="https://example.com/" rel="noreferrer">a</a>'],
    ["[the code](../../examples/a.ts)", 'the code <span class="path">(<code>examples/a.ts</code>)</span>'],
    ["[examples/a.ts](../../examples/a.ts)", "<p>examples/a.ts</p>"],
    ["![A picture](../images/talk.png)", '<img src="/docs/images/talk.png" alt="A picture" loading="lazy">'],
  ])("leads from %s to its place", (markdown, markup) => {
    expect(render(markdown).markup).toContain(markup);
  });

  it("names the file of its code, marks the code's words, and lets notes stand out", () => {
    const { markup } = render(
      '# T\n\n```ts file=examples/a.ts#x\nconst a = "<b>"; // why\n```\n\n> **Note** This.\n\n> Said.\n',
    );
    expect(markup).toContain("<figcaption>examples/a.ts</figcaption>");
    expect(markup).toContain(
      '<span class="of-keyword">const</span> a = <span class="of-string">&quot;&lt;b&gt;&quot;</span>; <span class="of-comment">// why</span>',
    );
    expect(markup).toContain('<div class="callout note" role="note">');
    expect(markup).toContain("<blockquote>");
  });
});

describe("linkTarget and headingAnchor", () => {
  it("take a page's neighbours by their files, whatever else is written as it is", () => {
    expect(linkTarget("docs/sip.md", "README.md", pages)).toEqual({ href: "/docs/in-depth/sip", isElsewhere: false });
    expect(linkTarget("../cli/x.ts", "docs/sip.md", pages)).toEqual({ file: "cli/x.ts" });
    expect(headingAnchor("What it's for: `a.b` & more")).toBe("what-its-for-ab--more");
  });
});

describe("coloured", () => {
  it.each([
    [
      "sh",
      'curl "$HOST" # why',
      '<span class="of-string">&quot;$HOST&quot;</span> <span class="of-comment"># why</span>',
    ],
    ["json", '{"a": "b", "c": 1}', '<span class="of-name">&quot;a&quot;</span>: <span class="of-string">'],
    ["yaml", "name: x # y\nn: 1", '<span class="of-name">name</span>: x <span class="of-comment"># y</span>'],
    ["toml", "a = <b>", "a = &lt;b&gt;"],
  ])("marks the words of %s", (language, code, markup) => {
    expect(coloured(code, language).markup).toContain(markup);
  });

  it("loses no character of the code", () => {
    const code = "const x = `a ${b} \\` c`; /* d\n e */ 'f\n";
    expect(coloured(code, "ts").markup.replace(/<[^>]+>/g, "")).toBe(code.replaceAll("'", "&#39;"));
  });
});

describe("the index", () => {
  const entry = (address: string, heading: string, text: string, weight = 1) => ({
    address,
    heading,
    text,
    where: "",
    weight,
  });
  const index = searchOf([
    entry("/a", "user.message.send", "Sends a message."),
    entry("/b", "Messages", "What becomes of agent_id."),
    entry("/c", "Messages", "The same, but it counts more.", 3),
  ]);
  const found = (words: string) => index.find(words, 10).map(({ address }) => address);

  it("finds names whole and by parts, and asks for all words", () => {
    expect(found("user.message.send")).toEqual(["/a"]);
    expect(found("agent_id")).toEqual(["/b"]);
    expect(found("messages becomes")).toEqual(["/b"]);
    expect(found("mesages")).toContain("/b");
  });

  it("puts first what counts more", () => {
    expect(found("messages")[0]).toBe("/c");
  });
});
