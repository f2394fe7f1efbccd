import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FencedBlock, fillBlocks } from "./fenced-blocks.ts";
import { shownText } from "./shown-text.ts";

/** Returns a document with what its files hold in its blocks. Throws, with where, when a file or a region is not there. */
export function filledDocument(repository: string, document: string, markdown: string): string {
  const textOf = (block: FencedBlock): string => {
    try {
      return shownText(readFileSync(join(repository, block.file ?? ""), "utf8"), block.region);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${document}:${block.line}: ${block.file} cannot be shown: ${reason}`, { cause });
    }
  };
  return fillBlocks(markdown, textOf);
}
