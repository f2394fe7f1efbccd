import { execFileSync } from "node:child_process";
import {
  existsSync,
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findNativeDirectory, openBinaries } from "./binaries.ts";

const installed = findNativeDirectory(`${process.platform}-${process.arch}`);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "operator-binaries-"));
  folders.push(folder);
  return folder;
}

/** Copies the programs as npm unpacks them: without the links that the package's postinstall makes. */
function copyWithoutLinks(): string {
  const native = join(temporaryFolder(), "native");
  cpSync(installed, native, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink() && !path.endsWith(".a") && basename(path) !== "share",
  });
  return native;
}

describe("the programs of the embedded PostgreSQL", () => {
  it("get back the library links that npm ci --ignore-scripts leaves out", async () => {
    const native = copyWithoutLinks();
    const linkDirectory = join(temporaryFolder(), "lib");

    const binaries = await openBinaries({ native, linkDirectory });

    expect(binaries.majorVersion).toBe(18);
    expect(binaries.environment).not.toHaveProperty("LD_LIBRARY_PATH");
    expect(existsSync(linkDirectory)).toBe(false);
    expect(lstatSync(join(native, "lib/libicuuc.so.60")).isSymbolicLink()).toBe(true);
  });

  it("find their libraries through links elsewhere when their own folder cannot take any", async () => {
    const native = copyWithoutLinks();
    const linkDirectory = join(temporaryFolder(), "lib");
    mkdirSync(linkDirectory);
    writeFileSync(join(linkDirectory, "libicuuc.so.60"), "left by an older version");
    // Root may write to any folder, so instead of a read-only one the links' own folder does not exist.
    const list = join(native, "pg-symlinks.json");
    const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
    const moved = links.map(({ source, target }) => ({ source, target: target.replace("/lib/", "/missing/") }));
    writeFileSync(list, JSON.stringify(moved));

    const binaries = await openBinaries({ native, linkDirectory });

    expect(binaries.majorVersion).toBe(18);
    expect(binaries.environment).toMatchObject({ LD_LIBRARY_PATH: `${linkDirectory}:${join(native, "lib")}` });
    // It needs libpq, which is itself found through a link and needs others.
    const initdb = execFileSync(binaries.initdb, ["--version"], { env: binaries.environment, encoding: "utf8" });
    expect(initdb).toContain("PostgreSQL");
  });

  it("that do not run here are refused with the way out", async () => {
    const native = join(temporaryFolder(), "native");
    mkdirSync(join(native, "bin"), { recursive: true });
    writeFileSync(join(native, "bin/postgres"), "#!/no/such/loader\n");
    chmodSync(join(native, "bin/postgres"), 0o755);

    await expect(openBinaries({ native, linkDirectory: temporaryFolder() })).rejects.toThrow(
      /does not run on this machine.*Set DATABASE_URL/s,
    );
  });

  it("that do not exist for a platform are refused with the way out", () => {
    expect(() => findNativeDirectory("sunos-sparc")).toThrow(
      /no embedded PostgreSQL for sunos-sparc.*Set DATABASE_URL/s,
    );
  });
});
