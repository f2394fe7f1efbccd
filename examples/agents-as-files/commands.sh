# #region pull
npx operator pull --folder ~/agents
find ~/agents -type f | sed "s#$HOME/##" | sort
# #endregion

# #region change
sed -i 's/hairdresser/barber/' ~/agents/conversational_agents/*/prompt.md
npx operator diff --folder ~/agents || test $? = 3
# #endregion

# #region plan
npx operator plan --folder ~/agents --release || test $? = 3
# #endregion

# #region apply
npx operator apply --folder ~/agents --release --yes
# #endregion

# #region again
npx operator plan --folder ~/agents
# #endregion

# #region conflict
npx operator tools change find_free_slots --data '{"description": "Changed by Sam."}'
sed -i 's/^description: .*/description: Changed by Kim./' ~/agents/tools/find_free_slots.yaml
npx operator apply --folder ~/agents --yes || echo "It ended with $?."
# #endregion

# #region resolve
npx operator pull --folder ~/agents --force
npx operator plan --folder ~/agents
# #endregion
