# #region check
(set -a; . examples/configure/platform.env; node server/dist/main.js --check) | head -c 200
# #endregion

# #region wrong
(set -a; . examples/configure/wrong.env; node server/dist/main.js) || echo "It did not start."
# #endregion
