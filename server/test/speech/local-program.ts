import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalListener } from "../../src/providers/local/listener.ts";
import type { ListenerUnderTest, ListenScenario } from "../../src/testing/speech-to-text-contract.ts";

/**
 * Stands in for `pocketsphinx_continuous`: says what lies ready in its directory. The suite speaks for longer or shorter
 * than a second: what lasts exactly that, with what is taken along before it or not, is a guess in the middle of it.
 */
const PROGRAM = `#!/bin/sh
cd "$(dirname "$0")"
touch "pids/$$"
size=$(wc -c < /dev/stdin)
[ -e stalls ] && exec sleep 60
[ -e breaks ] && { echo half; echo "no more memory" >&2; exit 3; }
for place in 1 2 3; do
  [ -e "final.$place" ] || continue
  if [ "$size" = 32000 ] || [ "$size" = 41600 ]; then cat "partial.$place"; exit 0; fi
  cat "final.$place"
  rm "final.$place"
  exit 0
done
echo "off script" >&2
exit 4
`;

/** Puts the listener `local` before a program that plays a script. */
export function startAtLocalProgram(): Promise<ListenerUnderTest> {
  const directory = mkdtempSync(join(tmpdir(), "local-program-"));
  const program = join(directory, "pocketsphinx");
  const pids = join(directory, "pids");
  const prepare = (scenario: ListenScenario) => {
    for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true });
    mkdirSync(pids);
    writeFileSync(program, PROGRAM);
    chmodSync(program, 0o700);
    if (scenario.stalls) writeFileSync(join(directory, "stalls"), "");
    if (scenario.breaks) writeFileSync(join(directory, "breaks"), "");
    for (const [place, { text, partials = [] }] of (scenario.utterances ?? []).entries()) {
      writeFileSync(join(directory, `final.${place + 1}`), text);
      writeFileSync(join(directory, `partial.${place + 1}`), partials[0] ?? "");
    }
  };
  prepare({});
  return Promise.resolve({
    listener: createLocalListener({ engine: "pocketsphinx", program }),
    impatient: createLocalListener({ engine: "pocketsphinx", program, answerWithin: 300 }),
    next: prepare,
    garbage: null,
    openConnections: () => readdirSync(pids).filter((pid) => isRunning(Number(pid))).length,
    close() {
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
