# #region call
curl --silent --show-error "$OPERATOR_HOST/conversational_agents?limit=1" \
  -H "Authorization: Bearer $OPERATOR_API_KEY" \
  -H "Operator-Version: 2025-06-19" --write-out '\n'
# #endregion

# #region function
operator() {
  curl --silent --show-error "$OPERATOR_HOST$1" "${@:2}" -H "Authorization: Bearer $OPERATOR_API_KEY" \
    -H "Operator-Version: 2025-06-19" -H "Content-Type: application/json" --write-out '\n'
}
# #endregion

# #region refused
operator /conversations -d '{"channel": {"type": "chat_realtime"}}'
# #endregion

# #region sdk
npx tsx examples/api-setup/first-call.ts
# #endregion

# #region pages
npx tsx examples/api-setup/pages.ts
# #endregion

# #region once
operator /conversational_agents -d @examples/api-setup/agent.json -H "Idempotency-Key: front-desk-1"
operator /conversational_agents -d @examples/api-setup/agent.json -H "Idempotency-Key: front-desk-1"
# #endregion

# #region two
npx tsx examples/api-setup/two-people.ts
# #endregion

# #region key
operator /api_keys -d '{"name": "Shop front", "livemode": true, "scopes": ["conversations:read", "conversations:write"]}'
# #endregion

# #region errors
npx tsx examples/api-setup/errors.ts
# #endregion

# #region token
npx tsx examples/api-setup/browser-token.ts
# #endregion
