# #region after
npx tsx examples/procedural-agents/after-a-conversation.ts
# #endregion

# #region by-call
npx tsx examples/procedural-agents/by-call.ts
# #endregion

# #region tool
npx tsx examples/procedural-agents/as-a-tool.ts
# #endregion
