import type { CommandShape, OptionShape } from "./command-shape.ts";

/** Writes a text so that a shell takes it as it is. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Writes the part of a script that bash and zsh share: functions that walk along the words of a line, and print what may
 * come next, one a line. Of the program's names only `_operator_…` are touched.
 */
export function sharedScript(shapes: readonly CommandShape[]): string {
  return walkingScript(shapes) + offeringScript(shapes);
}

/** Goes along the words before the one that is completed: where they lead, and whose value is next. */
function walkingScript(shapes: readonly CommandShape[]): string {
  return `_operator_step() {
  case "$_operator_at $1" in
${arms(shapes.filter(({ path }) => path !== "").map(stepArm))}
    *) return 1 ;;
  esac
}
_operator_takes() {
  case "$_operator_at $1" in
${arms([`${globalPatterns(shapes)}) return 0 ;;`, ...shapes.flatMap(takesArm)])}
  esac
  return 1
}
_operator_walk() {
  _operator_at= _operator_asked= _operator_count=0 _operator_reach=()
  local word
  for word in "$@"; do
    if [ -n "$_operator_asked" ]; then
      case "$_operator_asked$word" in
        --key-|--key@*) ;;
        --host*|--key*) _operator_reach+=("$_operator_asked" "$word") ;;
      esac
      _operator_asked=
      continue
    fi
    case "$word" in
      --*=*) ;;
      -*) if _operator_takes "$word"; then _operator_asked=$word; fi ;;
      *) _operator_step "$word" || _operator_count=$((_operator_count + 1)) ;;
    esac
  done
}
`;
}

/** Prints what may come next. */
function offeringScript(shapes: readonly CommandShape[]): string {
  return `_operator_ids() {
  "$_operator_program" "\${_operator_reach[@]}" complete "$1" 2>/dev/null
}
_operator_values() {
  case "$_operator_at $_operator_asked" in
${arms(shapes.flatMap(valueArms))}
  esac
}
_operator_options() {
  case "$_operator_at" in
${arms(shapes.map(optionsArm))}
  esac
  printf '%s\\n' ${spellings(globals(shapes))
    .filter((spelling) => spelling !== "--version")
    .join(" ")} --help
}
_operator_next() {
  case "$_operator_at" in
${arms(shapes.flatMap(nextArm))}
  esac
}
_operator_candidates() {
  if [ -n "$_operator_asked" ]; then _operator_values; return; fi
  case "$1" in
    -*) _operator_options ;;
    *) _operator_next ;;
  esac
}
`;
}

function arms(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join("\n");
}

/** The options of the program itself are taken everywhere. */
function globals(shapes: readonly CommandShape[]): readonly OptionShape[] {
  return shapes.find(({ path }) => path === "")?.options ?? [];
}

function spellings(options: readonly OptionShape[]): string[] {
  return options.flatMap((option) => option.spellings);
}

function globalPatterns(shapes: readonly CommandShape[]): string {
  return spellings(globals(shapes).filter(({ takesValue }) => takesValue))
    .map((spelling) => `*${quoted(` ${spelling}`)}`)
    .join("|");
}

function stepArm({ path, names }: CommandShape): string {
  const above = path.split(" ").slice(0, -1).join(" ");
  return `${names.map((name) => quoted(`${above} ${name}`)).join("|")}) _operator_at=${quoted(path)} ;;`;
}

function takesArm({ path, options }: CommandShape): string[] {
  const taking = spellings(options.filter(({ takesValue }) => takesValue));
  if (path === "" || taking.length === 0) return [];
  return [`${taking.map((spelling) => quoted(`${path} ${spelling}`)).join("|")}) return 0 ;;`];
}

function valueArms({ path, options }: CommandShape): string[] {
  return options.flatMap((option) => {
    const words = wordsFor(option);
    if (words === null) return [];
    return [`${option.spellings.map((spelling) => quoted(`${path} ${spelling}`)).join("|")}) ${words} ;;`];
  });
}

function wordsFor({ choices, ids }: OptionShape): string | null {
  if (choices.length > 0) return `printf '%s\\n' ${choices.map(quoted).join(" ")}`;
  return ids === null ? null : `_operator_ids ${quoted(ids)}`;
}

function optionsArm({ path, options }: CommandShape): string {
  const own = path === "" ? [] : spellings(options);
  return `${quoted(path)}) ${own.length === 0 ? ":" : `printf '%s\\n' ${own.join(" ")}`} ;;`;
}

function nextArm({ path, subcommands, ids, choices }: CommandShape): string[] {
  const words = [...subcommands.map(({ name }) => name), ...choices];
  if (words.length > 0) return [`${quoted(path)}) printf '%s\\n' ${words.map(quoted).join(" ")} ;;`];
  return ids === null ? [] : [`${quoted(path)}) [ "$_operator_count" = 0 ] && _operator_ids ${quoted(ids)} ;;`];
}
