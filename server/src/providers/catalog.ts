import { closest } from "../lib/closest.ts";
import type { LanguageModel, ModelCatalog, ModelVendor, ResolvedModel } from "../ports/language-model.ts";
import { createAnthropic } from "./anthropic/anthropic.ts";
import { createGoogle } from "./google/google.ts";
import { createOpenAi } from "./openai/openai.ts";
import { createOpenAiRealtime, isRealtimeModel, type OpenAiRealtime } from "./openai-realtime/openai-realtime.ts";
import { createOpenAiCompatible, type OpenAiCompatibleServer } from "./openai-compatible/openai-compatible.ts";
import { createSimulated, SIMULATED_MODELS } from "./simulated/simulated.ts";
import type { VendorAccess } from "./vendor-access.ts";

/** Which vendors' models this installation can use. */
export interface ModelSettings {
  openai?: VendorAccess | undefined;
  anthropic?: VendorAccess | undefined;
  google?: VendorAccess | undefined;
  /** Servers that speak OpenAI's dialect; each is a vendor of its own name. */
  servers: readonly OpenAiCompatibleServer[];
  /** The pause before each word of a simulated model; a pace for reading when absent. */
  simulatedPace?: number | undefined;
}

interface Vendor extends ModelVendor {
  /** `null` while the vendor is not configured. */
  model: LanguageModel | null;
  /** Those of its models that hear and speak; null when it has none. */
  realtime: OpenAiRealtime | null;
  isSimulated: boolean;
  /** The only models there are; `null` where that is the vendor's affair. */
  modelNames: readonly string[] | null;
}

const SERVERS_HINT =
  "For any OpenAI-compatible server (Ollama, vLLM, llama.cpp) set OPERATOR_MODEL_SERVERS=name=url, e.g. ollama=http://127.0.0.1:11434/v1; its models are then name/model.";

/** Creates the catalog of all models this installation has. Nothing is connected to until a model is asked. */
export function createModelCatalog(settings: ModelSettings): ModelCatalog {
  const vendors = new Map(listVendors(settings).map((vendor) => [vendor.name, vendor]));
  return {
    resolve: (name) => resolve(vendors, name),
    vendors: () =>
      [...vendors.values()].map(({ name, isConfigured, howToConfigure, suggestedModel }) => ({
        name,
        isConfigured,
        howToConfigure,
        suggestedModel,
      })),
  };
}

function listVendors(settings: ModelSettings): Vendor[] {
  return [
    {
      ...cloudVendor("openai", settings.openai && createOpenAi(settings.openai), "gpt-4o"),
      realtime: settings.openai ? createOpenAiRealtime(settings.openai) : null,
    },
    cloudVendor("anthropic", settings.anthropic && createAnthropic(settings.anthropic), "claude-sonnet-4-5"),
    cloudVendor("google", settings.google && createGoogle(settings.google), "gemini-2.5-flash"),
    ...settings.servers.map(serverVendor),
    {
      name: "simulated",
      isConfigured: true,
      howToConfigure: "Nothing needs to be set.",
      suggestedModel: `simulated/${SIMULATED_MODELS[0]}`,
      model: createSimulated({ pace: settings.simulatedPace }),
      realtime: null,
      isSimulated: true,
      modelNames: SIMULATED_MODELS,
    },
  ];
}

function cloudVendor(name: string, model: LanguageModel | undefined, suggestion: string): Vendor {
  const prefix = name.toUpperCase();
  return {
    name,
    isConfigured: model !== undefined,
    howToConfigure: `Set ${prefix}_API_KEY, and ${prefix}_BASE_URL to use another address than the vendor's own.`,
    suggestedModel: `${name}/${suggestion}`,
    model: model ?? null,
    realtime: null,
    isSimulated: false,
    modelNames: null,
  };
}

function serverVendor(server: OpenAiCompatibleServer): Vendor {
  return {
    name: server.name,
    isConfigured: true,
    howToConfigure: "It is set in OPERATOR_MODEL_SERVERS.",
    suggestedModel: null,
    model: createOpenAiCompatible(server),
    realtime: null,
    isSimulated: false,
    modelNames: null,
  };
}

function resolve(vendors: ReadonlyMap<string, Vendor>, name: string): ResolvedModel | { problem: string } {
  const slash = name.indexOf("/");
  const vendorName = slash < 0 ? name : name.slice(0, slash);
  const modelName = slash < 0 ? "" : name.slice(slash + 1);
  const vendor = vendors.get(vendorName);
  if (vendor === undefined) return { problem: unknownVendor(vendors, vendorName) };
  if (modelName === "")
    return { problem: `"${name}" names no model. Write ${vendorName}/ and the model's name.${example(vendor)}` };
  if (vendor.modelNames !== null && !vendor.modelNames.includes(modelName)) {
    return {
      problem: `There is no model ${name}. The models of ${vendorName} are: ${vendor.modelNames.map((known) => `${vendorName}/${known}`).join(", ")}.`,
    };
  }
  if (vendor.model === null) {
    return { problem: `The models of ${vendorName} are not available on this installation. ${vendor.howToConfigure}` };
  }
  const { isSimulated, realtime } = vendor;
  if (realtime !== null && isRealtimeModel(modelName))
    return { model: realtime.written, modelName, isSimulated, spoken: realtime.spoken };
  return { model: vendor.model, modelName, isSimulated };
}

function example({ suggestedModel }: Vendor): string {
  return suggestedModel === null ? "" : ` For example: ${suggestedModel}.`;
}

function unknownVendor(vendors: ReadonlyMap<string, Vendor>, name: string): string {
  const guess = closest(name, vendors.keys());
  const hint = guess === null ? "" : ` Did you mean "${guess}"?`;
  return `There is no vendor "${name}".${hint} The vendors are ${[...vendors.keys()].join(", ")}. ${SERVERS_HINT}`;
}
