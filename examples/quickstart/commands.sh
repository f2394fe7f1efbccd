# #region clone
git clone "$REPOSITORY" operator
cd operator
npm ci
# #endregion

# #region start
export PORT=${PORT:-4000}
export OPERATOR_HOST=http://127.0.0.1:$PORT
export OPERATOR_API_KEY=op_prod_$(node -p 'crypto.randomUUID()')
npm start > operator.log 2>&1 &
curl --silent --retry 300 --retry-delay 1 --retry-connrefused "$OPERATOR_HOST/health"
# #endregion

# #region greeting
cat operator.log
# #endregion

# #region create
call() {
  curl --silent --show-error --fail-with-body "$OPERATOR_HOST$1" "${@:2}" \
    -H "Authorization: Bearer $OPERATOR_API_KEY" -H "Operator-Version: 2025-06-19" -H "Content-Type: application/json"
}
call /conversational_agents -d @examples/quickstart/agent.json
# #endregion

# #region book
npx tsx examples/quickstart/book.ts
# #endregion

# #region appointments
curl --silent "$OPERATOR_HOST/examples/appointments/appointments"
# #endregion

# #region conversation
call "/conversations?limit=1"
# #endregion

# #region stop
kill %1
wait
# #endregion
