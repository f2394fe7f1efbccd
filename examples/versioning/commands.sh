# #region versions
npx tsx examples/versioning/versions.ts
# #endregion
