import type { Command } from "commander";
import { completesIds } from "../completion/ids.ts";
import type { CliContext } from "../context.ts";
import { eventLine } from "./event-line.ts";
import { readStream } from "./read-stream.ts";

/** Adds what shows the events of a procedural agent's run. */
export function addProcedureEvents(parent: Command, context: CliContext): void {
  const command = parent
    .command("events")
    .description("Shows what a run does: what it has done, or all until its end with --follow.")
    .argument("<id>")
    .option("-f, --follow", "Stays, and shows what happens, until the run has ended.")
    .action(async (id: string, { follow }: { follow?: boolean }) => {
      const { procedures } = context.client();
      const reading = { isFollowing: follow === true, signal: context.signal };
      for await (const event of readStream((signal) => procedures.events(id, { signal }), reading)) {
        if (context.isJson) context.out.jsonLine(event);
        else context.out.line(eventLine(event));
      }
    });
  completesIds(command, "procedures");
}
