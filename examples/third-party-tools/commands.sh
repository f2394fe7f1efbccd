# #region openapi
npx tsx examples/third-party-tools/openapi.ts
# #endregion

# #region server
: "${RECEIVER_PORT:=4100}"
export RECEIVER_PORT
npx tsx examples/third-party-tools/stock-server.ts &
curl --silent --output /dev/null --retry 20 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$RECEIVER_PORT/"
# #endregion

# #region mcp
npx tsx examples/third-party-tools/mcp.ts
# #endregion
