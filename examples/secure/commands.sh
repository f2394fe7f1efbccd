# #region scoped
npx tsx examples/secure/scoped-key.ts
# #endregion

# #region private
npx tsx examples/secure/private-address.ts
# #endregion

# #region headers
curl --silent --head "$OPERATOR_HOST/" | grep -iE '^(content-security-policy|x-content-type-options|referrer-policy):'
# #endregion

# #region rotate
npx tsx examples/secure/rotate.ts
# #endregion

# #region refused
npx operator logs --outcome refused --at-gte 1h --json | head -c 400
# #endregion
