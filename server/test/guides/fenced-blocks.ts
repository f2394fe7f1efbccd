/** A block of code in a Markdown text. */
export interface FencedBlock {
  language: string;
  /** The file that it shows, within the repository; null for what is nobody's file. */
  file: string | null;
  /** The part of the file that it shows; null for all of it. */
  region: string | null;
  /** The script that executes it instead of the page's run. */
  by: string | null;
  /** The number of its opening line, from 1. */
  line: number;
  /** What stands between its fences, without their indentation, each line ended. */
  text: string;
}

/** Where a block stands among the lines of its text. */
interface Span {
  block: FencedBlock;
  indent: string;
  /** The index of its closing fence. */
  end: number;
}

/** Reads the blocks of a Markdown text. Throws on one that is never closed, and on words that mean nothing. */
export function readBlocks(markdown: string): FencedBlock[] {
  return spansOf(markdown.split("\n")).map(({ block }) => block);
}

/** Returns the text with each block that shows a file filled anew by `textOf`. */
export function fillBlocks(markdown: string, textOf: (block: FencedBlock) => string): string {
  const lines = markdown.split("\n");
  for (const { block, indent, end } of spansOf(lines).reverse()) {
    if (block.file === null) continue;
    const text = textOf(block);
    if (/^\s*```/m.test(text)) throw new Error(`${block.file} has a fence in it, and cannot be shown within one.`);
    const filled = text.split("\n").slice(0, -1);
    lines.splice(block.line, end - block.line, ...filled.map((line) => (line === "" ? "" : indent + line)));
  }
  return lines.join("\n");
}

function spansOf(lines: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, indent, fence, info] = /^([ >]*)(`{3,}|~{3,})(.*)$/.exec(lines[index] ?? "") ?? [];
    if (indent === undefined || fence === undefined || info === undefined) continue;
    const closes = (line: string) => line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? "", "") === "";
    const end = lines.findIndex((line, at) => at > index && closes(line));
    if (end < 0) throw new Error(`The block of code on line ${index + 1} is never closed.`);
    const text = lines.slice(index + 1, end).map((line) => `${outdented(line, indent)}\n`);
    spans.push({ block: { ...readInfo(info, index + 1), line: index + 1, text: text.join("") }, indent, end });
    index = end;
  }
  return spans;
}

function outdented(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

function readInfo(info: string, line: number): Pick<FencedBlock, "language" | "file" | "region" | "by"> {
  const [language = "", ...words] = info.trim().split(/\s+/);
  const unknown = words.find((word) => !/^(file|by)=./.test(word));
  if (unknown !== undefined) throw new Error(`Line ${line}: "${unknown}" is neither file=… nor by=….`);
  const said = (name: string) => words.find((word) => word.startsWith(name))?.slice(name.length);
  const [file = null, region = null] = said("file=")?.split("#") ?? [];
  return { language, file, region, by: said("by=") ?? null };
}
