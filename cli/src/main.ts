import { Command } from "commander";

const program = new Command("operator").description("Runs and works with an Operator platform.");
await program.parseAsync();
