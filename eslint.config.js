import tseslint from "typescript-eslint";

const kebabCase = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const name = context.filename.split("/").pop();
    return {
      Program(node) {
        if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(long|test|config|bench|d))*\.(ts|tsx|js)$/.test(name)) {
          context.report({ node, message: `${name}: file names are kebab-case.` });
        }
        if (/(^|-)(utils?|helpers?|common|managers?|misc)(-|\.)/.test(name)) {
          context.report({ node, message: `${name}: name the file after what it holds.` });
        }
      },
    };
  },
};

const restricted = [
  { object: "process", property: "env", message: "process.env is read once, in server/src/config.ts." },
  { object: "vi", property: "mock", message: "No module mocking: pass a scripted double." },
];
/** Node 20 compiles it to one that refuses letters such as ä. */
const canParse = { object: "URL", property: "canParse", message: "Use readUrl." };
/** In Node 20 what it makes may be collected before it is aborted, and its sources never let go of it. */
const anySignal = { object: "AbortSignal", property: "any", message: "Use linkedAbort." };

/** What every file obeys; CONTRIBUTING.md says why. */
const everywhere = {
  "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true, IIFEs: true }],
  "max-params": ["error", 3],
  complexity: ["error", 10],
  "no-empty": ["error", { allowEmptyCatch: false }],
  "no-console": "error",
  eqeqeq: "error",
  "house/kebab-case": "error",
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "no-restricted-properties": ["error", ...restricted],
};

export default tseslint.config(
  { ignores: ["**/dist/**", "**/generated/**", "node_modules/**", "data/**", "artifacts/**"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.base],
    plugins: { house: { rules: { "kebab-case": kebabCase } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: everywhere,
  },
  {
    // What runs in Node for long.
    files: ["server/src/**/*.ts", "sdk/src/**/*.ts"],
    rules: { "no-restricted-properties": ["error", ...restricted, canParse, anySignal] },
  },
  {
    // The only reader of the environment, and the programs that start others with one.
    files: [
      "server/src/config.ts",
      "cli/src/settings.ts",
      "*.config.ts",
      "scripts/**",
      "bench/**",
      "examples/**",
      "**/*.test.ts",
      "server/src/testing/**",
    ],
    rules: { "no-restricted-properties": "off" },
  },
  {
    // A `describe` is one function that holds a whole table of behaviours, and a row of a table has many columns.
    files: ["**/*.test.ts"],
    rules: { "max-lines-per-function": "off", "max-lines": "off", "max-params": "off" },
  },
  {
    // A component is mostly its markup, which has a line for every attribute.
    files: ["dashboard/src/**/*.tsx"],
    rules: { "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Programs that print.
    files: ["scripts/**", "bench/**", "examples/**"],
    rules: { "no-console": "off" },
  },
);
