# #region talk
conversation=$(npx tsx examples/post-analysis-example/talk.ts)
# #endregion

# #region transcript
npx tsx examples/post-analysis/main.ts transcript "$conversation"
# #endregion

# #region review
npx tsx examples/post-analysis/main.ts review "$conversation" --model openai/gpt-4o
# #endregion

# #region json
npx tsx examples/post-analysis/main.ts transcript "$conversation" --json --out ~/transcript.json
# #endregion
