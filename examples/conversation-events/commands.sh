# #region session
npx tsx examples/conversation-events/session.ts
# #endregion

# #region bare
npx tsx examples/conversation-events/bare-session.ts
# #endregion

# #region follow
npx tsx examples/conversation-events/follow.ts
# #endregion

# #region curl
npx tsx examples/conversation-events/ended.ts > ~/conversation
curl --silent --no-buffer "$OPERATOR_HOST/conversations/$(cat ~/conversation)/events" \
  -H "Authorization: Bearer $OPERATOR_API_KEY" -H "Operator-Version: 2025-06-19"
# #endregion

# #region resume
seen=$(curl --silent "$OPERATOR_HOST/conversations/$(cat ~/conversation)/events" -H "Authorization: Bearer $OPERATOR_API_KEY" \
  -H "Operator-Version: 2025-06-19" | sed -n 's/^id: //p' | tail -1)
curl --silent --output /dev/null --write-out '%{http_code}\n' "$OPERATOR_HOST/conversations/$(cat ~/conversation)/events" \
  -H "Authorization: Bearer $OPERATOR_API_KEY" -H "Operator-Version: 2025-06-19" -H "Last-Event-ID: $seen"
# #endregion
