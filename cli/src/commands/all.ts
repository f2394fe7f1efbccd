import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { addLogsCommand } from "./logs.ts";
import { addResourceCommands } from "./resources.ts";
import { addTalkCommand } from "./talk.ts";

/** Adds one command, or a family of them, to the program. */
type AddCommand = (program: Command, context: CliContext) => void;

/** Every command, in the order in which help lists them. */
export const ADD_COMMANDS: readonly AddCommand[] = [addTalkCommand, addResourceCommands, addLogsCommand];
