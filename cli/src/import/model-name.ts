import { entryOf } from "./table-entry.ts";

/** A model as the platform names it. */
export interface ModelChoice {
  readonly model: string;
  /** Why it is not the one that was named, or what to look at; null when it is. */
  readonly remark: string | null;
}

/** What stands in for a model that no vendor of the platform has. */
const STAND_IN = "openai/gpt-4o";
/** Those who resell models of vendors that the platform knows. */
const SAME_MODELS: Readonly<Record<string, string>> = {
  "azure-openai": "openai",
  "anthropic-bedrock": "anthropic",
  "google-vertex": "google",
};

/** Names a model of a vendor as the platform does; `vendor` is null where the name alone has to tell. */
export function modelNamed(name: string, vendor: string | null): ModelChoice {
  const plain = plainName(name);
  const own = vendor === null ? vendorOf(plain) : (entryOf(SAME_MODELS, vendor) ?? vendor);
  if (own === "openai" || own === "anthropic" || own === "google") return chosen(`${own}/${plain}`, { name, vendor });
  return standsIn(name, vendor);
}

function chosen(model: string, { name, vendor }: { name: string; vendor: string | null }): ModelChoice {
  if (vendor !== null && entryOf(SAME_MODELS, vendor) !== undefined) {
    const remark = `${vendor} is asked as ${model.split("/")[0]} itself, with that vendor's key. Check the model's name there.`;
    return { model, remark };
  }
  if (model.endsWith(`/${name}`)) return { model, remark: null };
  return { model, remark: `${name} is written ${model} here. Check the name with the vendor.` };
}

function standsIn(name: string, vendor: string | null): ModelChoice {
  const label = (vendor ?? "name").replace(/[^a-z0-9_-]/gi, "").toLowerCase() || "name";
  const remark =
    `${STAND_IN} stands in for ${name}${vendor === null ? "" : ` of ${vendor}`}. To keep it, set ` +
    `OPERATOR_MODEL_SERVERS=${label}=URL to a server that speaks OpenAI's dialect, and write ${label}/${name}.`;
  return { model: STAND_IN, remark };
}

function vendorOf(name: string): string | null {
  if (/^gpt-oss/.test(name)) return null;
  if (/^(gpt-|o[1-9]|chatgpt)/.test(name)) return "openai";
  if (name.startsWith("claude-")) return "anthropic";
  return name.startsWith("gemini-") ? "google" : null;
}

/** Takes apart what vendors write in their own way: `claude-4.5-sonnet`, `claude-sonnet-4@20250514`. */
function plainName(name: string): string {
  return name
    .trim()
    .slice(0, 100)
    .replace(/^claude-(\d+)\.(\d+)-(sonnet|haiku|opus)$/, "claude-$3-$1-$2")
    .replace(/^claude-(\d+)-(sonnet|haiku|opus)$/, "claude-$2-$1")
    .replace(/^(claude-[a-z0-9-]+)@(\d{8})$/, "$1-$2");
}
