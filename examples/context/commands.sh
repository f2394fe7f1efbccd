# #region context
npx tsx examples/context/context.ts
# #endregion
