import type { AgentReader } from "./agent-reader.ts";
import { languageOf } from "./languages.ts";
import { changed, dropped, mapped, type Place } from "./place.ts";

/** Takes over the language of a code, or the languages of several. */
export function languagesAt(reader: AgentReader, place: Place): void {
  const { agent } = reader;
  const codes = [place.value].flat().filter((code) => typeof code === "string" && code !== "");
  for (const code of codes) addLanguage(reader, { place, code: String(code), isSeveral: codes.length > 1 });
  if (codes.length > 1 && agent.languages.length > 0) mapped(place, `${agent.slug}: language.supported_languages`);
}

function addLanguage(
  reader: AgentReader,
  { place, code, isSeveral }: { place: Place; code: string; isSeveral: boolean },
): void {
  const { agent } = reader;
  const to = `${agent.slug}: language`;
  if (code === "multi") {
    if (agent.languages.length === 0) agent.languages.push("English");
    changed(place, "It listened in several languages at once: name them in language.supported_languages.", { to });
    return;
  }
  const language = languageOf(code);
  if (language === null) {
    dropped(place, `"${code.slice(0, 20)}" is no language that the platform knows.`, "check");
    return;
  }
  if (!agent.languages.includes(language)) agent.languages.push(language);
  if (!isSeveral) mapped(place, to, `${language}.`);
}
