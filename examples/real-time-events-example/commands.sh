# #region talk
npx tsx examples/real-time-events-example/talk.ts ~/conversation &
until [ -s ~/conversation ]; do sleep 0.1; done
# #endregion

# #region follow
npx tsx examples/realtime-events/main.ts "$(cat ~/conversation)"
# #endregion

# #region save
npx tsx examples/realtime-events/main.ts "$(cat ~/conversation)" --save ~/transcript.json > /dev/null
node -p "require(process.env.HOME + '/transcript.json').entries.length + ' entries'"
# #endregion

# #region sdk
npx tsx examples/real-time-events-example/transcript.ts "$(cat ~/conversation)"
# #endregion
