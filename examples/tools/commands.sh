# #region client
npx tsx examples/tools/client-tool.ts
# #endregion
