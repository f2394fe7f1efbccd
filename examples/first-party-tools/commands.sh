# #region service
: "${RECEIVER_PORT:=4100}"
export RECEIVER_PORT
npx tsx examples/first-party-tools/order-desk.ts &
curl --silent --output /dev/null --retry 20 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$RECEIVER_PORT/"
# #endregion

# #region set-up
npx tsx examples/first-party-tools/set-up.ts
# #endregion

# #region talk
npx tsx examples/first-party-tools/talk.ts
# #endregion
