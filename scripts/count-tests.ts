import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/**
 * Runs a script of tests, and once more, by themselves, the files in which some failed. Writes to a file how many passed
 * and failed, and below that, a line each, the tests that failed and those that did so only among all the others. A test
 * that was skipped counts as failed, so that nothing is left out in silence.
 *
 * Usage: `tsx scripts/count-tests.ts SCRIPT FILE`
 */
const [script, output] = process.argv.slice(2);
if (script === undefined || output === undefined) throw new Error("Usage: tsx scripts/count-tests.ts SCRIPT FILE");

/** What vitest writes of a run: https://vitest.dev/guide/reporters.html#json-reporter */
interface Results {
  testResults: FileResult[];
}

interface FileResult {
  name: string;
  status: "passed" | "failed";
  message: string;
  assertionResults: Assertion[];
}

interface Assertion {
  fullName: string;
  status: "passed" | "failed" | "skipped" | "pending" | "todo" | "disabled";
  failureMessages?: string[];
}

/** How a run ended: its tests by file and name, each with what is wrong with it; null where nothing is. */
interface Run {
  readonly tests: ReadonlyMap<string, string | null>;
  readonly files: readonly string[];
}

/** With more files than this that fail, what broke is no matter of chance. */
const MOST_FILES_AGAIN = 8;

function run(command: string, parameters: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "test-results-"));
  try {
    const file = join(folder, "results.json");
    const { status } = spawnSync(command, parameters, {
      stdio: "inherit",
      env: { ...process.env, TEST_RESULTS: file },
    });
    return readRun(file, status);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readRun(file: string, status: number | null): Run {
  const tests = new Map<string, string | null>();
  const files: string[] = [];
  const note = (name: string, problem: string | null) => {
    let unique = name;
    for (let count = 2; tests.has(unique); count++) unique = `${name} (${count})`;
    tests.set(unique, problem);
  };
  for (const result of resultsIn(file, note)) {
    const path = relative(process.cwd(), result.name);
    const outcomes = outcomesOf(result);
    for (const [name, problem] of outcomes) note(name === "" ? path : `${path} > ${name}`, problem);
    if (outcomes.some(([, problem]) => problem !== null)) files.push(path);
  }
  const unhandled = unhandledErrors(file);
  if (unhandled !== "0") note("the run", `met with ${unhandled} errors that no test is to blame for`);
  const isRed = [...tests.values()].some((problem) => problem !== null);
  if (status !== 0 && !isRed) note("the run", `ended with code ${status}, though each test passed`);
  return { tests, files };
}

function resultsIn(file: string, note: (name: string, problem: string) => void): readonly FileResult[] {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as Results).testResults;
  } catch (error) {
    note("the run", `left no results: ${(error as Error).message}`);
    return [];
  }
}

/** The tests of a file, each with what is wrong with it; "" is the file itself, where no test of it is to blame. */
function outcomesOf(result: FileResult): (readonly [name: string, problem: string | null])[] {
  const outcomes = result.assertionResults.map((test) => [test.fullName, problemOf(test, result)] as const);
  const isGreen = outcomes.length > 0 && result.status === "passed";
  if (isGreen || outcomes.some(([, problem]) => problem !== null)) return outcomes;
  return [...outcomes, ["", `failed beside its tests: ${firstLine(result.message)}`]];
}

/** What `vitest.config.ts` writes beside the results, which do not tell of it. */
function unhandledErrors(file: string): string {
  return existsSync(`${file}.unhandled`) ? readFileSync(`${file}.unhandled`, "utf8") : "an unknown number of";
}

function problemOf({ status, failureMessages }: Assertion, of: FileResult): string | null {
  if (status === "passed") return null;
  if (status === "failed") return firstLine(failureMessages?.[0] ?? "");
  return of.status === "failed" ? `was not run: ${firstLine(of.message)}` : "was skipped; install what it needs";
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").slice(0, 300);
}

const all = run("npm", ["run", "--silent", script]);
const isWorthAnother = all.files.length > 0 && all.files.length <= MOST_FILES_AGAIN;
if (isWorthAnother) console.log(`== once more: ${all.files.join(" ")}`);
const again = isWorthAnother ? run("npx", ["vitest", "run", ...all.files]) : null;

const lines: string[] = [];
let failed = 0;
for (const [name, problem] of all.tests) {
  if (problem === null) continue;
  const isUnstable = again?.tests.get(name) === null;
  if (!isUnstable) failed += 1;
  lines.push(`${isUnstable ? "failed only among the others" : "failed"}: ${name}: ${problem}`);
}
for (const [name, problem] of again?.tests ?? []) {
  if (problem === null || (all.tests.get(name) ?? null) !== null) continue;
  failed += 1;
  lines.push(`failed when run again: ${name}: ${problem}`);
}
writeFileSync(output, [`${all.tests.size - failed} ${failed}`, ...lines, ""].join("\n"));
