# #region back-up
npm run back-up -- "$BACKUPS/today"
# #endregion

# #region restore
install -D --mode 600 "$OPERATOR_DATA_DIR/master.key" "$ELSEWHERE/master.key"
OPERATOR_DATA_DIR=$ELSEWHERE npm run restore -- "$BACKUPS/today"
# #endregion

# #region dump
runuser -u operatord -- pg_dump --format custom --no-owner operator > operator.dump
# #endregion

# #region fill
runuser -u postgres -- createdb --owner operatord restored
runuser -u operatord -- pg_restore --no-owner --exit-on-error --dbname restored < operator.dump
# #endregion

# #region nightly
install --mode 644 examples/backup/operator-backup.service examples/backup/operator-backup.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now operator-backup.timer
# #endregion
