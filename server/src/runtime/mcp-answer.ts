import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type { McpCallEnd } from "../ports/mcp.ts";
import type { ToolOutcome } from "../ports/tool.ts";

/** The longest text that goes to the model; more would push the conversation out of its sight. */
const LONGEST_TEXT = 100_000;
const MOST_BLOCKS = 100;

/** A tool as far as the meaning of its answers goes. */
export interface AnsweringTool {
  /** The name by which agents know it. */
  readonly fullName: string;
  /** Whether the server says that it changes nothing. */
  readonly isReadOnly: boolean;
}

/** Says what the end of a call means for the model. The protocol has no key by which a call could be repeated safely. */
export function outcomeOf(end: McpCallEnd, { fullName, isReadOnly }: AnsweringTool): ToolOutcome {
  switch (end.type) {
    case "answered":
      return end.isError ? failed(fullName, end.content) : { status: "succeeded", result: resultOf(end) };
    case "refused":
    case "forgotten":
      return { status: "failed", error: `${fullName} failed: ${end.reason}` };
    case "not_sent":
      return { status: "failed", error: `${fullName} was not called: ${end.reason}` };
    case "lost": {
      const error = `${fullName} failed: ${end.reason}`;
      if (isReadOnly) return { status: "failed", error };
      const warning = "It may or may not have been carried out; do not repeat it without asking.";
      return { status: "unknown", error: `${error} ${warning}` };
    }
  }
}

function failed(fullName: string, content: readonly unknown[]): ToolOutcome {
  const text = textOf(content);
  return { status: "failed", error: text === "" ? `${fullName} failed, and did not say why.` : text };
}

/** The structured content where there is any, else the text of all blocks; null for none. */
function resultOf({ content, structuredContent }: McpCallEnd & { type: "answered" }): unknown {
  if (structuredContent !== null) {
    const json = JSON.stringify(structuredContent);
    return json.length <= LONGEST_TEXT ? structuredContent : cutText(json);
  }
  const text = textOf(content);
  return text === "" ? null : text;
}

function textOf(content: readonly unknown[]): string {
  const blocks = content.slice(0, MOST_BLOCKS).map(describeBlock);
  if (content.length > MOST_BLOCKS) blocks.push(`(${content.length - MOST_BLOCKS} more pieces were left out.)`);
  return cutText(blocks.filter((block) => block !== "").join("\n"));
}

function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT).toWellFormed()}… (The rest of ${text.length} characters was left out.)`;
}

/** Text as it is; anything else in words, for a model cannot read it here. */
function describeBlock(block: unknown): string {
  if (!isJsonObject(block)) return "(a piece of an unknown kind)";
  switch (block["type"]) {
    case "text":
      return typeof block["text"] === "string" ? block["text"] : "";
    case "image":
    case "audio":
      return `(${article(block["type"])}${kindOf(block)}${sizeOf(block["data"])})`;
    case "resource":
      return describeResource(isJsonObject(block["resource"]) ? block["resource"] : {});
    case "resource_link":
      return `(a link to ${titleOf(block)}${kindOf(block)}${ofUri(block)})`;
    default:
      return "(a piece of an unknown kind)";
  }
}

function describeResource(resource: JsonObject): string {
  const head = `a resource${kindOf(resource)}${ofUri(resource)}`;
  return typeof resource["text"] === "string"
    ? `(${head}:)\n${resource["text"]}`
    : `(${head}${sizeOf(resource["blob"])})`;
}

function article(kind: "image" | "audio"): string {
  return kind === "image" ? "an image" : "a piece of audio";
}

function titleOf(block: JsonObject): string {
  const title = [block["title"], block["name"]].find((text) => typeof text === "string" && text !== "");
  return typeof title === "string" ? JSON.stringify(cut(title)) : "a resource";
}

function kindOf({ mimeType }: JsonObject): string {
  return typeof mimeType === "string" ? ` of the type ${cut(mimeType)}` : "";
}

function ofUri({ uri }: JsonObject): string {
  return typeof uri === "string" ? ` at ${cut(uri)}` : "";
}

/** The size of what base64 stands for (RFC 4648, section 4). */
function sizeOf(base64: unknown): string {
  return typeof base64 === "string" ? `, ${Math.floor((base64.length * 3) / 4)} bytes` : "";
}

function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200).toWellFormed()}…`;
}
