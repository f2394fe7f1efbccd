import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { addResource } from "../resources/add-resource.ts";
import { RESOURCES } from "../resources/all.ts";

/** Adds a command for every resource. */
export function addResourceCommands(program: Command, context: CliContext): void {
  for (const resource of RESOURCES) addResource(program, resource, context);
}
