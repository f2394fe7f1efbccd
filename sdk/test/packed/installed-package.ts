import { execFile } from "node:child_process";
import { cp, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const PROJECT = fileURLToPath(new URL("project", import.meta.url));

const run = promisify(execFile);

/** What a program printed and how it ended. */
export interface Outcome {
  code: number;
  output: string;
}

/** An empty project into which the packed SDK was installed. */
export interface InstalledPackage {
  /** The project's folder. */
  readonly folder: string;
  /** The names of the files in the package. */
  readonly files: readonly string[];
  /** Runs Node in the project. */
  node(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Checks a file of the project with TypeScript. */
  typeCheck(file: string, compilerOptions: object): Promise<Outcome>;
  remove(): Promise<void>;
}

/** Builds and packs the SDK, and installs the package into a project that has nothing else, without a network. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "operator-sdk-")));
  const sdk = join(REPOSITORY, "sdk");
  await run("npm", ["run", "--silent", "build"], { cwd: sdk });
  const packed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: sdk });
  const [about] = JSON.parse(packed.stdout) as { filename: string; files: { path: string }[] }[];
  if (about === undefined) throw new Error(`npm pack made nothing: ${packed.stdout}`);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true }));
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--cache", join(folder, ".cache")];
  await run("npm", [...install, `./${about.filename}`], { cwd: folder });
  await cp(PROJECT, folder, { recursive: true });
  return {
    folder,
    files: about.files.map(({ path }) => path).sort(),
    node: (args, environment = {}) => outcomeOf(folder, args, environment),
    typeCheck: async (file, compilerOptions) => {
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
      return outcomeOf(folder, [join(REPOSITORY, "node_modules/typescript/bin/tsc"), "-p", "."], {});
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function outcomeOf(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { code, output: `${stdout}${stderr}` };
  }
}
