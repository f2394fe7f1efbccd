import type { Command } from "commander";
import { type CommandShape, commandShapes } from "./command-shape.ts";
import { quoted, sharedScript } from "./posix-script.ts";

/** The shells that there are scripts for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of them. */
export type Shell = (typeof SHELLS)[number];

/** Writes the script that completes a program's commands, options and ids in a shell. */
export function completionScript(shell: Shell, program: Command): string {
  const shapes = commandShapes(program);
  switch (shell) {
    case "bash":
      return bashScript(shapes);
    case "zsh":
      return zshScript(shapes);
    case "fish":
      return fishScript(shapes);
  }
}

/**
 * Bash breaks words at `@`, `:` and `=`, too, and replaces only what stands behind; ids hold an `@`. So the line is read
 * anew, and what bash keeps is taken off the answers.
 */
function bashScript(shapes: readonly CommandShape[]): string {
  return `# Completes operator in bash. In ~/.bashrc: source <(operator completion bash)
${sharedScript(shapes)}
_operator() {
  local line=\${COMP_LINE:0:COMP_POINT} words kept candidate
  read -ra words <<<"$line"
  local current=\${line##*[[:space:]]}
  [ -n "$current" ] && unset "words[\${#words[@]}-1]"
  _operator_program=\${words[0]:-operator}
  _operator_walk "\${words[@]:1}"
  kept=\${current%"\${current##*["$COMP_WORDBREAKS"]}"}
  case "$current" in
    --*=*) _operator_asked=\${current%%=*}; current=\${current#*=}; kept=\${current%"\${current##*["$COMP_WORDBREAKS"]}"} ;;
  esac
  COMPREPLY=()
  while IFS= read -r candidate; do
    case "$candidate" in
      "$current"*) COMPREPLY+=("\${candidate#"$kept"}") ;;
    esac
  done < <(_operator_candidates "$current")
}
complete -o default -F _operator operator
`;
}

function zshScript(shapes: readonly CommandShape[]): string {
  return `#compdef operator
# Completes operator in zsh. In ~/.zshrc, after compinit: source <(operator completion zsh)
${sharedScript(shapes)}
_operator() {
  local current=\${words[CURRENT]}
  local -a candidates
  _operator_program=\${words[1]}
  _operator_walk "\${(@)words[2,CURRENT-1]}"
  if [[ $current == --*=* ]]; then
    _operator_asked=\${current%%=*}
    compset -P '*='
  fi
  candidates=("\${(@f)$(_operator_candidates "$current")}")
  candidates=(\${candidates:#})
  if (( \${#candidates} )); then compadd -a candidates; else _files; fi
}
compdef _operator operator
`;
}

function fishScript(shapes: readonly CommandShape[]): string {
  return `# Completes operator in fish. In ~/.config/fish/config.fish: operator completion fish | source
function __operator_at
  set -l at
  for word in (commandline -opc)[2..]
    switch "$at $word"
${shapes.flatMap(fishStep).join("\n")}
    end
  end
  test "$at" = "$argv[1]"
end
function __operator_ids
  set -l words (commandline -opc)
  $words[1] complete $argv[1] 2>/dev/null
end
complete -c operator -f
${shapes.flatMap(fishLines).join("\n")}
`;
}

function fishStep({ path, names }: CommandShape): string[] {
  if (path === "") return [];
  const above = path.split(" ").slice(0, -1).join(" ");
  return [`      case ${names.map((name) => quoted(`${above} ${name}`)).join(" ")}`, `        set at ${quoted(path)}`];
}

function fishLines({ path, options, subcommands, ids, choices }: CommandShape): string[] {
  const here = `complete -c operator -n ${quoted(`__operator_at ${quoted(path)}`)}`;
  const everywhere = path === "" ? "complete -c operator" : here;
  return [
    ...subcommands.map(({ name, about }) => `${here} -a ${quoted(name)} -d ${quoted(about)}`),
    ...choices.map((choice) => `${here} -a ${quoted(choice)}`),
    ...(ids === null ? [] : [`${here} -a ${quoted(`(__operator_ids ${ids})`)}`]),
    ...options.map((option) => `${everywhere} ${fishOption(option)}`),
  ];
}

function fishOption({ spellings, takesValue, choices, ids, about }: CommandShape["options"][number]): string {
  const names = spellings.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const values = choices.length > 0 ? choices.join(" ") : ids === null ? null : `(__operator_ids ${ids})`;
  const value = values === null ? (takesValue ? ["-r"] : []) : ["-x", "-a", quoted(values)];
  return [...names, ...value, "-d", quoted(about)].join(" ");
}
