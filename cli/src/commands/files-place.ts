import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { openSyncState, type SyncState } from "../files/sync-state.ts";

/** The option of every command on agents as files. */
export interface FolderOption {
  folder: string;
}

/** Lets a command say which folder it is about. */
export function withFolder(command: Command): Command {
  return command.option("--folder <folder>", "The folder of the files.", ".");
}

/** Opens the folder of a command, and the server. */
export function openFolder({ folder }: FolderOption, context: CliContext): Promise<SyncState> {
  const { host, signal, environment } = context;
  return openSyncState({ folder, host, client: context.client(), signal, environment });
}
