# #region invite
npx tsx examples/conversation-demo/invite.ts
# #endregion

# #region key
npx tsx examples/conversation-demo/key.ts
# #endregion

# #region link
npx tsx examples/conversation-demo/link.ts
# #endregion
