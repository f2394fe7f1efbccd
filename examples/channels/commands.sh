# #region async
npx tsx examples/channels/async.ts
# #endregion

# #region unavailable
npx tsx examples/channels/unavailable.ts
# #endregion
