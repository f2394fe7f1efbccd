import { type Html, html } from "../lib/html.ts";

/** What each kind of word looks like in a language; the first that fits counts. */
type Lexicon = Readonly<Record<string, string>>;

const DOUBLE_QUOTED = String.raw`"(?:\\.|[^"\\])*"`;
const ONE_LINE = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const NUMBER = String.raw`(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?![\w.])`;
const HASH_COMMENT = String.raw`(?<![^\s])#[^\n]*`;

const SCRIPT: Lexicon = {
  comment: String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`,
  string: `${ONE_LINE}|${String.raw`\x60(?:\\.|[^\x60\\])*\x60`}`,
  keyword: String.raw`(?<![\w.$])(?:as|async|await|break|case|catch|class|const|continue|default|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|interface|let|new|null|of|return|satisfies|switch|this|throw|true|try|type|typeof|undefined|while|yield)(?![\w$])`,
  number: NUMBER,
};

const SHELL: Lexicon = {
  comment: HASH_COMMENT,
  string: String.raw`${DOUBLE_QUOTED}|'[^']*'`,
  name: String.raw`\$\{[^}]*\}|\$[\w@#?!]+|(?<![\w-])[A-Z_][A-Z0-9_]*(?==)`,
  keyword: String.raw`(?<![\w./-])(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|export|function|set|trap|wait)(?![\w./-])`,
};

const JSON_WORDS: Lexicon = {
  name: String.raw`${DOUBLE_QUOTED}(?=\s*:)`,
  string: DOUBLE_QUOTED,
  keyword: String.raw`\b(?:true|false|null)\b`,
  number: NUMBER,
};

const YAML_WORDS: Lexicon = {
  comment: HASH_COMMENT,
  name: String.raw`(?<=^[ \t-]*)[\w./$@-]+(?=:(?:\s|$))`,
  string: ONE_LINE,
  keyword: String.raw`(?<=[:-][ \t]+)(?:true|false|null)(?=\s|$)`,
  number: String.raw`(?<=[:-][ \t]+)${NUMBER}(?=\s|$)`,
};

const SETTINGS: Lexicon = { comment: HASH_COMMENT, string: ONE_LINE, name: String.raw`(?<=^[ \t]*)[\w-]+(?=[ \t]*=)` };

const LEXICONS: Readonly<Record<string, Lexicon>> = {
  ts: SCRIPT,
  tsx: SCRIPT,
  js: SCRIPT,
  sh: SHELL,
  bash: SHELL,
  json: JSON_WORDS,
  yaml: YAML_WORDS,
  yml: YAML_WORDS,
  ini: SETTINGS,
  env: SETTINGS,
  nginx: SETTINGS,
  caddy: SETTINGS,
  dockerfile: SETTINGS,
};

const FORMS = new Map(
  Object.entries(LEXICONS).map(([language, lexicon]) => {
    const groups = Object.entries(lexicon).map(([kind, form]) => `(?<${kind}>${form})`);
    return [language, new RegExp(groups.join("|"), "gm")];
  }),
);

/** Marks the words of a code by their kind, for style sheets: `<span class="of-string">`. A language it does not know stays plain. */
export function coloured(code: string, language: string): Html {
  const form = FORMS.get(language);
  if (form === undefined) return html`${code}`;
  const parts: (Html | string)[] = [];
  let end = 0;
  for (const match of code.matchAll(form)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    parts.push(code.slice(end, match.index), html`<span class="of-${kind ?? ""}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return html`${[...parts, code.slice(end)]}`;
}
