# #region numbers
# The platform was started with the variables of examples/phone/server.env.
npx tsx examples/phone/numbers.ts
# #endregion

# #region do-not-call
npx tsx examples/phone/do-not-call.ts
# #endregion
