# #region health
curl --silent "$OPERATOR_HOST/health"
# #endregion

# #region doctor
npx operator doctor || echo "Not all is well yet."
# #endregion

# #region agents
npx operator agents list
# #endregion
