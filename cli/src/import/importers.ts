import { importElevenLabs } from "./elevenlabs/elevenlabs.ts";
import type { ImportNote } from "./import-note.ts";
import { at, isObject, type Place, placeOf } from "./place.ts";
import type { Importer } from "./project-draft.ts";
import { importRetell } from "./retell/retell.ts";
import { importVapi } from "./vapi/vapi.ts";

/** Those whose agents can be taken over, by the name that the command line knows them by. */
export const VENDORS = ["vapi", "retell", "elevenlabs"] as const;

/** One of those whose agents can be taken over. */
export type Vendor = (typeof VENDORS)[number];

const IMPORTERS: Readonly<Record<Vendor, Importer>> = {
  vapi: importVapi,
  retell: importRetell,
  elevenlabs: importElevenLabs,
};

/**
 * Makes a project of what a vendor exported. Where nothing goes by the export alone it is reported, and nothing in it
 * can ask for a variable of whoever applies the project. Throws `CliError` for what holds no agent of the vendor.
 */
export function takeOver(vendor: Vendor): Importer {
  return (documents, options = {}) => {
    const notes: ImportNote[] = [];
    const harmless = documents.map((document) => ({
      name: document.name,
      content: withoutStandIns(placeOf(document, notes)),
    }));
    const { project, report } = IMPORTERS[vendor](harmless, options);
    return { project, report: withoutDoubles([...notes, ...report]) };
  };
}

/** Files name secrets of whoever applies them as `${env:NAME}`: what a stranger has written must not. */
function withoutStandIns(place: Place): unknown {
  const { value, notes, path } = place;
  if (Array.isArray(value)) return value.map((_, index) => withoutStandIns(at(place, index)));
  if (isObject(value))
    return Object.fromEntries(Object.keys(value).map((key) => [key, withoutStandIns(at(place, key))]));
  if (typeof value !== "string" || !value.includes("${env:")) return value;
  const message = "In files ${env:…} is a variable of whoever applies them, so a blank was put into it here.";
  notes.push({ path, outcome: "changed", todo: "check", message });
  return value.replaceAll("${env:", "$ {env:");
}

/** A tool that several agents have is read for each of them; its notes are told once. */
function withoutDoubles(notes: readonly ImportNote[]): ImportNote[] {
  const seen = new Set<string>();
  return notes.filter(({ path, outcome, message }) => {
    const text = JSON.stringify([path, outcome, message]);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
