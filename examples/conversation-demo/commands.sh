# #region guest
npx tsx examples/conversation-demo/guest.ts
# #endregion
