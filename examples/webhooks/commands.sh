# #region set-up
settings=$(npx tsx examples/webhooks/set-up.ts)
eval "$settings"
# #endregion

# #region receive
npx tsx examples/webhooks/receiver.ts > ~/receiver.log &
until grep -q listens ~/receiver.log; do sleep 0.2; done
# #endregion

# #region talk
npx tsx examples/webhooks/talk.ts
until grep -q ended ~/receiver.log; do sleep 0.2; done
cat ~/receiver.log
# #endregion

# #region refuse
curl -s -w '\n' "http://127.0.0.1:${RECEIVER_PORT:=4100}/operator" -H 'content-type: application/json' -d '{"payload": {"type": "conversation.ended"}}'
# #endregion

# #region others
npx tsx examples/webhooks/other-servers.ts
# #endregion
