# #region override
npx tsx examples/dynamic-configuration/override.ts
# #endregion

# #region setup
npx tsx examples/dynamic-configuration/setup.ts
# #endregion
