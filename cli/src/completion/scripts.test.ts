import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createContext } from "../context.ts";
import { buildProgram } from "../program.ts";
import { completionScript, SHELLS } from "./scripts.ts";

const { stdin, stdout, stderr } = process;
const program = buildProgram(createContext({ environment: {}, stdin, stdout, stderr }));

/** Lets a shell read a script without carrying it out; null where the shell is not installed. */
function syntaxProblem(shell: string, script: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), "operator-completion-"));
  try {
    const file = join(folder, "script");
    writeFileSync(file, script);
    const read = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    return read.error ? null : read.stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("completion scripts", () => {
  it.each(SHELLS)("are read by %s", (shell) => {
    const problem = syntaxProblem(shell, completionScript(shell, program));
    if (shell === "bash") expect(problem).toBe("");
    else expect([null, ""]).toContain(problem);
  });

  it.each(["bash", "zsh"] as const)("walk along commands and aliases in %s", (shell) => {
    const script = completionScript(shell, program);
    expect(script).toContain("'agents list'|'agents ls') _operator_at='agents list' ;;");
    expect(script).toContain(`'agents show') [ "$_operator_count" = 0 ] && _operator_ids 'agents' ;;`);
    expect(script).toContain("'conversations list --direction') printf '%s\\n' 'inbound' 'outbound' ;;");
  });

  it("take no name in zsh that zsh keeps for itself", () => {
    const script = completionScript("zsh", program);
    expect(script).not.toMatch(/\b(local|local -a) (path|status|words|options)\b/);
    expect(script).toContain("compdef _operator operator");
  });

  it("offer commands, options and ids in fish where they belong", () => {
    const script = completionScript("fish", program);
    expect(script).toContain("case ' agents' ' agent' ' conversational-agents'\n        set at 'agents'");
    expect(script).toContain(
      `complete -c operator -n '__operator_at '\\''agents show'\\''' -a '(__operator_ids agents)'`,
    );
    expect(script).toContain("-l direction -x -a 'inbound outbound'");
    expect(script).not.toContain("'complete'");
  });
});
