# #region life
npx tsx examples/agents/life.ts
# #endregion
