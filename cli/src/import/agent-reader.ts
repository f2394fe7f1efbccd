import { type AgentDraft, type DraftPersona, declareVariable } from "./agent-draft.ts";
import { modelNamed } from "./model-name.ts";
import { changed, mapped, type Place, says, textAt } from "./place.ts";
import type { ProjectDraft } from "./project-draft.ts";
import { readPrompt } from "./prompt-text.ts";

/** Who reads one agent out of an export. */
export interface AgentReader {
  readonly project: ProjectDraft;
  readonly agent: AgentDraft;
  /** The platform's names for tools that the vendor calls otherwise, with the `@`; filled while tools are read. */
  readonly renamed: Map<string, string>;
  /** What stands for a variable that the platform has no need of; null for any other. */
  builtIn(name: string): string | null;
  /** What a variable is worth of which the export has no default; null makes it required, as it is there. */
  readonly missing: string | null;
}

/** Reads a text that is part of the prompt, declares its variables, and notes it. Empty where there is none. */
export function promptAt(reader: AgentReader, place: Place, to = "runtime.prompt.text"): string {
  const source = textAt(place);
  if (source === null) return "";
  const { text, variables, strange } = readPrompt(source, reader);
  for (const [name, original] of variables) {
    const description = original === name ? null : `${original} in the export.`;
    declareVariable(reader.agent, name, { description, default_value: reader.missing });
  }
  const goal = `${reader.agent.slug}: ${to}`;
  if (strange.length === 0) mapped(place, goal);
  else
    changed(place, `These stand in the prompt as plain text, for nothing here fills them in: ${strange.join(" ")}`, {
      to: goal,
    });
  return text;
}

/** Takes over the name of the model. */
export function modelAt(reader: AgentReader, place: Place, vendor: string | null): void {
  const { agent, project } = reader;
  const name = textAt(place);
  if (name === null) return;
  const to = `${agent.slug}: runtime.model`;
  const choice = modelNamed(name, vendor);
  if (project.options.model !== undefined) {
    changed(place, `${project.options.model} was asked for in its place.`, { to });
    return;
  }
  agent.model = choice.model;
  if (choice.remark === null) mapped(place, to);
  else changed(place, choice.remark, { to });
}

/** A voice as a vendor names it. */
export interface VoiceChoice {
  /** The voice of one of the platform's speech providers; null where it has none of that voice. */
  readonly voice: DraftPersona["voice"] | null;
  readonly language: string | null;
}

/** Gives the agent a voice: the one that is named, or where the platform has none of it one of its own. */
export function voiceAt(reader: AgentReader, place: Place, { voice, language }: VoiceChoice): void {
  if (!says(place)) return;
  const { agent, project } = reader;
  const to = `${agent.slug}: personas[${agent.personas.length}].voice`;
  const isOwn = project.options.hasOwnVoices === true || voice === null;
  agent.personas.push({ language, voice: isOwn ? { provider: "operator", id: OWN_VOICE } : voice });
  if (!isOwn) mapped(place, to, `Needs the speech provider ${voice.provider} on the installation.`);
  else {
    const why = voice === null ? "The platform has no such voice" : "The platform's own voices were asked for";
    changed(place, `${why}: its own "${OWN_VOICE}" speaks. Choose another at GET /voices.`, { to });
  }
}

const OWN_VOICE = "Female 1";

/** Sets a field of the agent's `voice` or `channel`, and notes it; a number is kept within the platform's bounds. */
export function setting(
  reader: AgentReader,
  place: Place,
  { to, value, why }: { readonly to: SettingPlace; readonly value: unknown; readonly why?: string },
): void {
  if (!says(place) || value === null || value === undefined) return;
  const [home, ...keys] = to.split(".") as [HomeOfSettings, ...string[]];
  put(reader.agent[home], keys, value);
  const goal = `${reader.agent.slug}: ${to}`;
  if (why === undefined) mapped(place, goal);
  else changed(place, why, { to: goal });
}

type HomeOfSettings = "voice" | "channel" | "summary";
type SettingPlace = `${HomeOfSettings}.${string}`;

function put(object: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[key] = value;
  else put((object[key] ??= {}) as Record<string, unknown>, rest, value);
}

/** Keeps a number within bounds; null where there is none, or it is not positive. */
export function within(low: number, high: number, number: number | null): number | null {
  return number === null || number <= 0 ? null : Math.min(high, Math.max(low, number));
}

/** Takes over words that transcription is to favour. */
export function keywordsAt(reader: AgentReader, place: Place): void {
  if (!Array.isArray(place.value)) return;
  const words = place.value
    .filter((word) => typeof word === "string")
    // Some transcribers take a weight after the word: `Acme:2`.
    .map((word) =>
      word
        .replace(/:-?\d+(\.\d+)?$/, "")
        .trim()
        .slice(0, 100),
    )
    .filter((word) => word !== "");
  const former = (reader.agent.voice["boosted_keywords"] ?? []) as readonly string[];
  setting(reader, place, { to: "voice.boosted_keywords", value: [...new Set([...former, ...words])].slice(0, 500) });
}
