import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readBlocks } from "../server/test/guides/fenced-blocks.ts";

/**
 * Does what docs/guides/deploy.md says, block by block of examples/deploy/install.sh, and then what docs/guides/backup.md
 * says of PostgreSQL's own programs (examples/backup/commands.sh), on this machine as it would be if it were
 * new: folders of its own in place of /etc, /srv, /run and /var/lib, and a network of its own, in namespaces that are gone
 * in the end. Its PostgreSQL is that of the system's packages. What is played is systemd: the unit is checked by
 * systemd-analyze, and started by what it says. Needs root, and PostgreSQL's programs. Prints one line of result.
 */
const PAGE = "docs/guides/deploy.md";
const BACKUP_PAGE = "docs/guides/backup.md";
const BY = "scripts/prove-deploy.ts";
const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
/** The blocks that need the network of the machine: they fetch packages. Later ones find these in npm's cache. */
const FETCHES = "npm ci";

/**
 * Stands in for systemd's program: does for the units what systemd does by their lines. What a timer is for is done at
 * once, and waited for.
 */
const SYSTEMCTL = `#!/bin/bash
set -euo pipefail
name=\${@: -1}
file=/etc/systemd/system/\${name%.*}.service
unit() { sed -n "s/^$1=//p" "$file" | sed "s/%%/%/g"; }
start() {
  systemd-analyze verify "$file"
  [[ $name != *.timer ]] || systemd-analyze verify "/etc/systemd/system/$name"
  user=$(unit User) state=/var/lib/$(unit StateDirectory)
  install --directory --owner "$user" --group "$user" --mode "$(unit StateDirectoryMode)" "$state"
  mapfile -t settings < "$(unit EnvironmentFile)"
  cd "$(unit WorkingDirectory)"
  umask "$(unit UMask)"
  pid=/run/$name.pid
  env -i PATH="$PATH" HOME="$(getent passwd "$user" | cut -d: -f6)" USER="$user" LOGNAME="$user" "\${settings[@]}" \\
    setpriv --reuid "$user" --regid "$user" --init-groups --no-new-privs --inh-caps=-all --bounding-set=-all \\
    /bin/sh -c "exec $(unit ExecStart)" >> "/run/$name.log" 2>&1 < /dev/null &
  echo $! > "$pid"
  [[ $name != *.timer ]] || wait $!
}
stop() {
  pid=/run/$name.pid
  kill -TERM "$(cat "$pid")"
  for try in {1..200}; do [ -d "/proc/$(cat "$pid")" ] || return 0; sleep 0.1; done
  echo "It did not stop within 20 s." >&2
  return 1
}
case $1 in
  daemon-reload) ;;
  enable | start) start ;;
  restart) stop; start ;;
  stop) stop ;;
  *) echo "systemctl $1 is not played." >&2; exit 1 ;;
esac
`;

interface Stage {
  /** A folder with what stands in the place of the machine's folders. */
  folder: string;
  /** Where PostgreSQL's programs are. */
  postgres: string;
}

function machine({ folder, postgres }: Stage): string {
  const mounts = ["etc", "srv", "run", "var/lib"].map((path) => `mount --bind ${folder}/${path} /${path}`);
  return [
    "set -euo pipefail",
    `cp -a /etc/. ${folder}/etc`,
    ...mounts,
    "install --directory --owner postgres /run/postgresql /var/lib/postgresql",
    `export PATH=${folder}/bin:$PATH REPOSITORY=${REPOSITORY}`,
    "postgres() { runuser -u postgres -- " + `${postgres}/"$@"; }`,
    "(cd /; postgres initdb --pgdata /var/lib/postgresql/data --auth-local peer > /run/initdb.log)",
    `(cd /; postgres pg_ctl --pgdata /var/lib/postgresql/data --wait --silent --log /var/lib/postgresql/log \\
      --options "-c unix_socket_directories=/run/postgresql -c listen_addresses=" start)`,
  ].join("\n");
}

/** Talks, and finds the conversation again after the platform was restarted: the page's own blocks do that last. */
const TALK = `
id=$(npx tsx scripts/prove/conversation.ts talk)
npx tsx scripts/prove/conversation.ts events "$id" > /run/before
`;
const FIND = `
curl --silent --retry 60 --retry-delay 1 --retry-connrefused --retry-all-errors --fail http://127.0.0.1:4000/health > /run/health
npx tsx scripts/prove/conversation.ts events "$id" > /run/after
cmp /run/before /run/after
npx tsx scripts/prove/conversation.ts say "$id" "It is tomorrow."
# BACKUP
rows() { runuser -u operatord -- psql --no-align --tuples-only --command "select * from $2 order by 1, 2" "$1"; }
for table in events agent_versions customers; do
  cmp <(rows operator $table) <(rows restored $table)
done
cat /var/lib/operator-backups/*/manifest.json > /run/manifest
cd /srv/operator
echo "RESULT $(wc -l < /run/after) events of $id"
`;

/** Begins a part of the page; the rest of it, and whatever follows, runs in a network that holds the loopback alone. */
function script(blocks: readonly string[], backup: string): string {
  const last = blocks.at(-1) ?? "";
  const fetching = blocks.findIndex((text) => text.includes(FETCHES)) + 1;
  const inside = [...blocks.slice(fetching, -1), TALK, last, FIND.replace("# BACKUP", () => backup)].join("\n");
  return [
    ...blocks.slice(0, fetching),
    "cat > /run/inside.sh <<'END_OF_INSIDE'",
    "set -euo pipefail\nip link set lo up\ncd /srv/operator\nexport npm_config_offline=true",
    inside,
    "END_OF_INSIDE",
    "unshare --net bash /run/inside.sh",
  ].join("\n");
}

async function main(): Promise<void> {
  const postgres = newestPostgres();
  if (process.getuid?.() !== 0) throw new Error("Run it as root: it makes namespaces, and an account in them.");
  if (postgres === undefined) throw new Error("Install PostgreSQL first: apt-get install postgresql.");
  const [blocks, backup] = [blocksOf(PAGE), blocksOf(BACKUP_PAGE)];
  const folder = mkdtempSync(join(tmpdir(), "operator-deploy-"));
  try {
    for (const path of ["etc", "srv", "run", "var/lib", "bin"]) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, "bin/systemctl"), SYSTEMCTL, { mode: 0o755 });
    const began = performance.now();
    const output = await run(`${machine({ folder, postgres })}\n${script(blocks, backup.join(""))}`, folder);
    const result = /^RESULT (.+)$/m.exec(output)?.[1];
    const seconds = Math.round((performance.now() - began) / 1000);
    const version = /postgresql\/(\d+)/.exec(postgres)?.[1];
    console.log(
      `deploy: ${blocks.length} blocks of ${PAGE} done in ${seconds} s with PostgreSQL ${version}; after the restart ${result} were as before, it went on, and a dump restored beside it held the same.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the blocks of a page that are done here, in their order. */
function blocksOf(page: string): string[] {
  const all = readBlocks(readFileSync(join(REPOSITORY, page), "utf8"));
  const blocks = all.filter(({ by }) => by === BY).map(({ text }) => text);
  if (blocks.length === 0) throw new Error(`${page} has no block that names ${BY}.`);
  return blocks;
}

/** Returns the folder of the programs of Debian's newest PostgreSQL. */
function newestPostgres(): string | undefined {
  const folder = "/usr/lib/postgresql";
  const versions = existsSync(folder) ? readdirSync(folder).map(Number) : [];
  const newest = versions.sort((a, b) => a - b).at(-1);
  return newest === undefined ? undefined : `${folder}/${newest}/bin`;
}

/** Runs a script as on a machine of its own, whose processes end with it. Throws with the end of its output. */
async function run(text: string, folder: string): Promise<string> {
  const file = join(folder, "page.sh");
  writeFileSync(file, text);
  const namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"];
  const child = spawn("unshare", [...namespaces, "bash", file], { cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => (output += piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return output;
  const log = join(folder, "run/operator.log");
  const said = existsSync(log) ? `\nThe platform said:\n${readFileSync(log, "utf8").slice(-3000)}` : "";
  throw new Error(`The page's blocks ended with code ${code}:\n${output.slice(-4000)}${said}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
