# #region conversation
npx tsx examples/agents/life.ts
# #endregion

# #region refunds
npx tsx examples/procedural-agent-configuration/refunds.ts
# #endregion

# #region compare
npx tsx examples/procedural-agent-configuration/compare.ts
# #endregion
