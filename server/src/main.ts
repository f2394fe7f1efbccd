import { type App, startApp } from "./app.ts";
import { ConfigError, misspelt, readEnvironment, secretsOf } from "./config.ts";
import { knownSecrets } from "./lib/known-secrets.ts";
import { createLogger } from "./logger.ts";
import { stopWithin } from "./start/stop-within.ts";
import { check } from "./start/check.ts";

/** Instead of starting, writes as JSON what the environment sets up; `operator doctor` asks so. */
const CHECK = "--check";

async function main(): Promise<void> {
  if (process.argv.includes(CHECK)) return void process.stdout.write(`${JSON.stringify(await check())}\n`);
  const environment = readEnvironment();
  const secrets = knownSecrets(secretsOf(environment));
  const logger = createLogger(environment.LOG_LEVEL, secrets.mask);
  for (const problem of misspelt()) logger.warn(problem);
  // A promise that nobody awaited concerns one conversation at most: the others go on.
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "A fault was not handled."));
  const app = await startApp(environment, { logger, knownSecrets: secrets });
  // Before it says that it runs: whoever reads that may stop it at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop(app, stopWithin(environment)));
  process.stdout.write(greeting(app));
}

async function stop(app: App, within: number): Promise<void> {
  // A second Ctrl-C ends it at once.
  process.once("SIGINT", () => process.exit(130));
  setTimeout(() => process.exit(1), within).unref();
  await app.stop();
  process.exit(0);
}

function greeting(app: App): string {
  const lines = ["", `Operator is running at ${app.url}`, ""];
  if (app.generatedKey) lines.push(`  API key (shown only this once): ${app.generatedKey}`, "");
  lines.push(
    `  Open the dashboard:   ${app.url}/#sign-in=${app.signInCode}  (once, within an hour; then ${app.url}/app)`,
  );
  const key = app.generatedKey ?? "<your API key>";
  lines.push(`  Talk in the terminal: npm run talk -- --host ${app.url} --key ${key}`);
  if (!app.generatedKey)
    lines.push("                        (key lost? start with OPERATOR_API_KEY=op_prod_… to install one)");
  lines.push(`  Read the documents:   ${app.url}/docs`, "", "Ctrl-C stops it.", "");
  return `${lines.join("\n")}\n`;
}

main().catch((error: unknown) => {
  const message = error instanceof ConfigError ? error.message : `The platform cannot start. ${reason(error)}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
});

/** Says what stood in the way, in words for whoever runs the platform. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}\n(${error.cause.message})` : error.message;
}
