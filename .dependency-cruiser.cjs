/** Which way the rooms of the code point; ARCHITECTURE.md draws it. Tests may reach anything. */
const room = (name) => `^server/src/${name}/`;
const only = (from, to) => ({
  name: `${from}-only-imports-${to.join("-")}`,
  severity: "error",
  from: { path: room(from), pathNot: "\\.test\\.ts$" },
  to: {
    path: "^(server|sdk|dashboard|examples)/",
    pathNot: [room(from), ...to.map(room)],
  },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          "\\.(test|config)\\.ts$",
          "\\.d\\.ts$",
          "^server/src/testing/",
          "^dashboard/src/main",
          "^bench/.*-(process|probe)\\.(ts|js)$",
        ],
      },
      to: {},
    },
    only("lib", []),
    only("domain", ["lib"]),
    only("ports", ["domain", "lib"]),
    only("db", ["ports", "domain", "lib"]),
    only("runtime", ["ports", "domain", "lib"]),
    only("speech", ["ports", "domain", "lib"]),
    only("providers", ["ports", "domain", "lib"]),
    only("services", ["runtime", "speech", "db", "ports", "domain", "lib"]),
    only("http", ["services", "domain", "lib"]),
    only("realtime", ["services", "domain", "lib"]),
    only("worker", ["services", "domain", "lib"]),
    {
      name: "only-the-composition-root-knows-vendors",
      severity: "error",
      from: {
        path: "^server/src/",
        pathNot: [
          "^server/src/((app|main|media-thread)\\.ts$|start/)",
          room("providers"),
          "^server/src/testing/",
          "\\.test\\.ts$",
        ],
      },
      to: { path: room("providers") },
    },
    {
      name: "sql-only-in-db",
      severity: "error",
      from: { path: "^server/src/", pathNot: [room("db"), "^server/src/testing/", "\\.test\\.ts$"] },
      to: { path: "node_modules/pg/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "test-code-is-never-shipped",
      severity: "error",
      from: { path: "^server/src/", pathNot: ["^server/src/testing/", "\\.test\\.ts$"] },
      to: { path: "^server/src/testing/" },
    },
    {
      name: "dashboard-reaches-the-server-through-the-sdk",
      severity: "error",
      from: { path: "^dashboard/src/" },
      to: { path: "^(server/|sdk/src/(?!(index|voice|voice-worklet)\\.ts$))" },
    },
    {
      name: "cli-reaches-the-server-through-the-sdk",
      severity: "error",
      from: { path: "^cli/src/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(server/|dashboard/|sdk/src/(?!(index|webhooks)\\.ts$))" },
    },
    {
      name: "sdk-stands-alone",
      severity: "error",
      from: { path: "^sdk/src/" },
      to: { path: "^(server|cli|dashboard)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["/dist/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
