# #region import
npx operator import vapi examples/moving-in/assistant.json --out ~/agents --own-voices
# #endregion

# #region look
find ~/agents -type f | sed "s#$HOME/##" | sort
cat ~/agents/conversational_agents/*/prompt.md
# #endregion

# #region plan
grep -rho '[$]{env:[A-Z_a-z0-9]*}' ~/agents/tools | sort -u
# #endregion

# #region apply
for name in $(grep -rho '[$]{env:[A-Za-z_0-9]*}' ~/agents/tools | tr -d '${}' | cut -d: -f2 | sort -u); do
  export "$name=a-new-secret"
done
npx operator apply --folder ~/agents --yes
# #endregion

# #region talk
npx operator agents list
# #endregion
