# #region voices
npx tsx examples/speech/voices.ts
# #endregion

# #region override
npx tsx examples/speech/create.ts
# #endregion
