import type { Database } from "../db/database.ts";
import { listTransferNames } from "../db/transfers.ts";
import type { KnownThings } from "../domain/check-config.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import { PLATFORM_TOOL_NAMES } from "../runtime/platform-tools.ts";
import type { ToolShelves } from "./toolbox.ts";

/** Reads what an agent's configuration may name on this installation as it stands. */
export type KnownThingsReader = () => Promise<KnownThings>;

interface Installation {
  database: Database;
  shelves: ToolShelves;
  catalog: ModelCatalog;
  speech: SpeechCatalog;
}

/** Makes the reader of what this installation knows. */
export function knownThingsReader({ database, shelves, catalog, speech }: Installation): KnownThingsReader {
  return async () => ({
    tools: {
      syscall: [...PLATFORM_TOOL_NAMES, ...(await shelves.syscall.names())],
      api: await shelves.api.names(),
      mcp: await shelves.mcp.names(),
      integration: [],
      procedure: await shelves.procedure.names(),
      client: await shelves.client.names(),
    },
    ...transfersOf(await listTransferNames(database)),
    modelProblem: (name) => modelProblem(catalog, name),
    voiceProblem: (voice) => speech.problemOfVoice(voice),
    listenerProblem: (name) => speech.problemOfListener(name),
  });
}

function transfersOf(known: readonly { id: string; name: string }[]): Pick<KnownThings, "transfers" | "transferNames"> {
  return {
    transfers: known.map(({ id }) => id),
    transferNames: new Map(known.map(({ id, name }) => [id, name])),
  };
}

/** Says why a model cannot be used on this installation; null when it can. */
export function modelProblem(catalog: ModelCatalog, name: string): string | null {
  const resolved = catalog.resolve(name);
  return "problem" in resolved ? resolved.problem : null;
}
