# #region talk
npx tsx examples/logs/talk.ts
# #endregion

# #region list
npx operator logs --kind model_call --limit 3
# #endregion

# #region failed
npx operator logs --outcome refused --at-gte 1h
# #endregion

# #region search
curl --silent "$OPERATOR_HOST/logs?kind=api_request&q=conversations&limit=1" \
  -H "Authorization: Bearer $OPERATOR_API_KEY" -H "Operator-Version: 2025-06-19" --write-out '\n'
# #endregion

# #region request
npx tsx examples/logs/by-request.ts
# #endregion

# #region follow
npx tsx examples/logs/follow.ts
# #endregion

# #region metrics
curl --silent "$OPERATOR_HOST/metrics" -H "Authorization: Bearer $OPERATOR_API_KEY" | grep -E '^operator_turns_total'
# #endregion
