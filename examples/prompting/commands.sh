# #region variables
npx tsx examples/prompting/variables.ts
# #endregion

# #region routes
npx tsx examples/prompting/routes.ts
# #endregion
