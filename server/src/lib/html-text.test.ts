import { describe, expect, it } from "vitest";
import { htmlToText } from "./html-text.ts";

describe("the text of HTML", () => {
  it.each<[string, string, string]>([
    ["paragraphs", "<p>Hello</p><p>Bye</p>", "Hello\n\nBye"],
    ["line breaks", "One<br>Two<br/><br />Three", "One\nTwo\n\nThree"],
    ["lines of Gmail", "<div dir=ltr>One<div>Two</div><div><br></div><div>Three</div></div>", "One\nTwo\n\nThree"],
    ["white space", "  One \n\t two&nbsp;three  ", "One two three"],
    ["inline elements", "<b>Bo</b>ld, <i>it</i>alic", "Bold, italic"],
    ["lists", "<ul><li>Tea<li>Milk</ul>", "- Tea\n- Milk"],
    ["tables", "<table><tr><td>Tea</td><td>2</td></tr><tr><td>Milk</td><td>1</td></tr></table>", "Tea 2\nMilk 1"],
    ["references", "caf&eacute; &lt;b&gt; &#228;&#xF6; &amp;amp; &unknown; &#0;", "café <b> äö &amp; &unknown; \uFFFD"],
    ["links", '<a href="https://a.example/x">here</a>', "here (https://a.example/x)"],
    [
      "links on a line of their own",
      '<p>See</p><a href="https://a.example/x">here</a>',
      "See\n\nhere (https://a.example/x)",
    ],
    ["links that say where they lead", '<a href="https://a.example/">https://a.example/</a>', "https://a.example/"],
    ["links that run a script", '<a href="javascript:alert(1)">here</a>', "here"],
    ["quotations", "<p>Yes.</p><blockquote>Shall we?<br>Now?</blockquote>", "Yes.\n\n> Shall we?\n> Now?"],
    [
      "quotations of Gmail",
      '<div>Yes.</div><div class="gmail_quote">On Monday<br>Lee wrote</div>',
      "Yes.\n> On Monday\n> Lee wrote",
    ],
    ["preformatted text", "<pre>a\n  b</pre>", "a\n  b"],
    ["scripts", "A<script>if (1 < 2) alert('<p>')</script>B", "AB"],
    ["styles", "<style>p{color:red}</style>A", "A"],
    ["a script that never ends", "A<script>alert(1)", "A"],
    ["comments", "A<!-- <p>no</p> -->B<!-- never ends", "AB"],
    ["conditional comments", "A<!--[if mso]>no<![endif]-->B<![if !mso]>C<![endif]>", "ABC"],
    ["a head", "<html><head><title>T</title><meta name=x></head><body>A</body></html>", "A"],
    ["what is hidden", '<div style="display: none">no</div><span hidden>no</span>A', "A"],
    ["what is hidden in what is shown", '<div>A<div style="display:none">no<div>no</div></div>B</div>', "A\nB"],
    ["a comparison", "1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
    ["a tag in a tag", "A<b <i>B</i>", "A<b B"],
    [
      "quotation marks in tags",
      '<a title="x > y" href="https://a.example/z">z here</a>',
      "z here (https://a.example/z)",
    ],
    ["a quotation mark that is never closed", '<a href="x>text</a>', "text"],
    ["stray end tags", "</div></p>A</b></table>", "A"],
    ["nothing", "", ""],
    ["only tags", "<p><br></p>", ""],
  ])("of %s", (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it.each<[string, string]>([
    ["tags that never end", "<a ".repeat(300_000)],
    ["less-than signs", "<".repeat(1_000_000)],
    ["quotation marks", `<a "`.repeat(200_000)],
    ["both kinds of marks", `<a '"`.repeat(200_000)],
    ["open elements and stray end tags", `${"<div>".repeat(100_000)}${"</p>".repeat(100_000)}`],
    ["quotations in quotations", "<blockquote>x".repeat(50_000)],
    ["comments that never end", "<!--".repeat(250_000)],
    ["scripts that never end", "<script>".repeat(100_000)],
    ["ampersands", "&".repeat(1_000_000)],
    ["one attribute", `<p ${"x".repeat(1_000_000)}>`],
    ["many attributes", `<a ${'class="x" '.repeat(100_000)}>`.repeat(3)],
    ["links", '<a href="https://a.example/">x</a>'.repeat(30_000)],
    ["line breaks", "<br>".repeat(200_000)],
    ["spaces", " ".repeat(1_000_000)],
  ])("of a megabyte of %s is written in the end", (_, html) => {
    // What goes over its text again and again takes minutes here: then the runner's limit ends the test.
    expect(htmlToText(html).length).toBeLessThanOrEqual(html.length * 2);
  });
});
