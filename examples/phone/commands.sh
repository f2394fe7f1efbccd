# #region numbers
npx tsx examples/phone/numbers.ts
# #endregion

# #region do-not-call
npx tsx examples/phone/do-not-call.ts
# #endregion
