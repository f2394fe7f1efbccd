# #region check
npx tsx examples/agent-configuration/check.ts
# #endregion
