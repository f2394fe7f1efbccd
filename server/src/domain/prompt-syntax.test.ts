import { describe, expect, it } from "vitest";
import { type PromptPart, parsePrompt, referencesIn } from "./prompt-syntax.ts";

/** Writes parts so that a table can be read: text as it is, `<$name>` and `<@name>`. */
function show(parts: readonly PromptPart[]): string {
  return parts
    .map((part) => (part.type === "text" ? part.text : `<${part.type === "variable" ? "$" : "@"}${part.name}>`))
    .join("");
}

describe("parsePrompt", () => {
  it.each<[string, string, string]>([
    ["plain text", "Be kind.", "Be kind."],
    ["nothing", "", ""],
    ["a variable", "Hello $name!", "Hello <$name>!"],
    ["a variable at the end of a sentence", "Serve $customer_name.", "Serve <$customer_name>."],
    ["a variable with digits", "$line_2x", "<$line_2x>"],
    ["a variable before letters of other scripts", "$name様", "<$name>様"],
    ["two variables in a row", "$first$last", "<$first><$last>"],
    ["a variable in parentheses and quotes", '("$name")', '("<$name>")'],
    ["a variable within a word", "US$price", "US<$price>"],
    ["a variable in a URL", "https://x.example/o/$id?a=1", "https://x.example/o/<$id>?a=1"],
    ["a variable in a code span", "`$name`", "`<$name>`"],
    ["a doubled dollar", "$$name", "$name"],
    ["three dollars", "$$$name", "$<$name>"],
    ["four dollars", "$$$$name", "$$name"],
    ["an amount", "It costs $5 or $5.50", "It costs $5 or $5.50"],
    ["a lone dollar", "in $ or $", "in $ or $"],
    ["a dollar before a sign", "$, $-1 and ${x}", "$, $-1 and ${x}"],
    ["a reference", "Call @lookup_order now", "Call <@lookup_order> now"],
    ["a reference at the start", "@book", "<@book>"],
    ["a reference with a hyphen", "@book-table", "<@book-table>"],
    ["a reference to a server's tool", "@zendesk/create_ticket", "<@zendesk/create_ticket>"],
    ["a reference before a full stop", "Use @book.", "Use <@book>."],
    [
      "a reference before other punctuation",
      "@a, @b; @c: @d! @e? (@f) [@g]",
      "<@a>, <@b>; <@c>: <@d>! <@e>? (<@f>) [<@g>]",
    ],
    ["a reference before a hyphen or a slash", "@book- @book/ @a/b/c", "<@book>- <@book>/ <@a/b>/c"],
    ["a reference before a genitive", "@book's answer", "<@book>'s answer"],
    ["a reference in Markdown", "**@book** _then_ `@pay`", "**<@book>** _then_ `<@pay>`"],
    ["a reference in a fence", "```\n@book\n```", "```\n<@book>\n```"],
    ["a reference of one letter", "@a", "<@a>"],
    ["a doubled at", "@@book", "@book"],
    ["a doubled at and a reference", "@@@book", "@<@book>"],
    ["a doubled at within a word", "me@@example.com", "me@example.com"],
    ["a lone at", "meet @ noon @", "meet @ noon @"],
    ["an e-mail address", "write to help@example.com", "write to help@example.com"],
    ["an e-mail address with signs", "a.b+c_@example.com ü@example.com", "a.b+c_@example.com ü@example.com"],
    ["a reference close behind other signs", "-@a .@b :@c", "-<@a> .<@b> :<@c>"],
    ["an e-mail address made of a variable", "$user@example.com", "<$user>@example.com"],
    ["an e-mail address made of a directive", ':variable[U]{name="user"}@example.com', "<$user>@example.com"],
    ["an e-mail address after a letter outside the first plane", "𝒜@example.com", "𝒜@example.com"],
    ["an at in a URL", "https://medium.example/@ann and @book", "https://medium.example/@ann and <@book>"],
    ["an at in a URL in parentheses", "(https://x.example/a)@book", "(https://x.example/a)<@book>"],
    ["an at after a URL's login", "https://me:x@host/@a @book", "https://me:x@host/@a <@book>"],
    ["a slash between references", "@a or/@b", "<@a> or/<@b>"],
  ])("reads %s", (_name, text, shown) => {
    expect(show(parsePrompt(text))).toBe(shown);
  });

  it.each<[string, string, string]>([
    ["double quotes", 'Hi :variable[Name]{name="customer_name"}!', "Hi <$customer_name>!"],
    ["single quotes", "Hi :variable[Name]{name='customer_name'}!", "Hi <$customer_name>!"],
    ["no quotes", "Hi :variable[Name]{name=customer_name}!", "Hi <$customer_name>!"],
    ["other attributes", ':variable[N]{#id .class type="text" name="n" required}', "<$n>"],
    ["a braced attribute", ':variable[N]{hint="{x}" name="n"}', "<$n>"],
    ["an attribute that ends in name", ':variable[N]{file_name="x" name="n"}', "<$n>"],
    ["no label", ':variable{name="n"} :variable[]{name="m"}', "<$n> <$m>"],
    ["an escaped bracket in the label", ':variable[a \\] b]{name="n"}', "<$n>"],
    ["balanced brackets in the label", ':variable[a [b] c]{name="n"}', "<$n>"],
    ["marks in the label", ':variable[$x @y]{name="n"}', "<$n>"],
    ["a line break in the label", ':variable[a\nb]{name="n"}', "<$n>"],
    ["two side by side", ':variable[a]{name="a"}:variable[b]{name="b"}', "<$a><$b>"],
    ["a name that no variable can have", ':variable[a]{name="odd name"}', "<$odd name>"],
  ])("reads a directive with %s", (_name, text, shown) => {
    expect(show(parsePrompt(text))).toBe(shown);
  });

  it.each([
    ":variable",
    ":variable[label]",
    ':variable[label] {name="n"}',
    ":variable[label]{}",
    ':variable[label]{name=""}',
    ':variable[label]{label="n"}',
    ':variable[label{name="n"}',
    ':variable[label]{name="n"',
    '::variable[label]{name="n"}',
    ':variables[label]{name="n"}',
    ':other[label]{name="n"}',
  ])("leaves %j as it is", (text) => {
    expect(parsePrompt(text)).toEqual([{ type: "text", text }]);
  });

  it("joins neighbouring text", () => {
    expect(parsePrompt("a $$ b @@ c $5")).toEqual([{ type: "text", text: "a $ b @ c $5" }]);
  });

  it("answers the same when it is asked twice", () => {
    expect(parsePrompt("$a @b")).toEqual(parsePrompt("$a @b"));
  });

  it.each([":variable[", ":variable{", ":variable[a]{'", "://@", "@", "$", "@a/", "a@", "$a@"])(
    "reads 200,000 characters of %j",
    (piece) => {
      // What goes over its text again and again takes minutes here: then the runner's limit ends the test.
      expect(parsePrompt(piece.repeat(200_000 / piece.length)).length).toBeGreaterThan(0);
    },
  );
});

describe("referencesIn", () => {
  it("lists each name once, in the order of their first mention", () => {
    expect(referencesIn("$b @y `@x` @y @@z a@b @s/t.")).toEqual(["y", "x", "s/t"]);
  });
});
