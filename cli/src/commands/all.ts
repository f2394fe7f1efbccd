import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { addApplyCommand } from "./apply.ts";
import { addCompletionCommand } from "./completion.ts";
import { addDiffCommand } from "./diff.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addImportCommand } from "./import.ts";
import { addLogsCommand } from "./logs.ts";
import { addPlanCommand } from "./plan.ts";
import { addPullCommand } from "./pull.ts";
import { addResourceCommands } from "./resources.ts";
import { addStartCommand } from "./start.ts";
import { addTalkCommand } from "./talk.ts";

/** Adds one command, or a family of them, to the program. */
type AddCommand = (program: Command, context: CliContext) => void;

/** Every command, in the order in which help lists them. */
export const ADD_COMMANDS: readonly AddCommand[] = [
  addStartCommand,
  addTalkCommand,
  addDoctorCommand,
  addResourceCommands,
  addLogsCommand,
  addPullCommand,
  addDiffCommand,
  addPlanCommand,
  addApplyCommand,
  addImportCommand,
  addCompletionCommand,
];
