# #region user
useradd --system --user-group --home-dir /var/lib/operator --shell /usr/sbin/nologin operatord
# #endregion
# #region code
git clone "$REPOSITORY" /srv/operator
cd /srv/operator
npm ci
npm run build
# #endregion
# #region database
runuser -u postgres -- createuser operatord
runuser -u postgres -- createdb --owner operatord operator
# #endregion
# #region settings
install --mode 600 examples/deploy/operator.env /etc/operator.env
echo "OPERATOR_API_KEY=op_prod_$(openssl rand -hex 24)" >> /etc/operator.env
echo "OPERATOR_MASTER_KEY=$(openssl rand -base64 32)" >> /etc/operator.env
# #endregion
# #region unit
install --mode 644 examples/deploy/operator.service /etc/systemd/system/operator.service
systemctl daemon-reload
systemctl enable --now operator
curl --silent --fail --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:4000/health
# #endregion
# #region update
cd /srv/operator
git pull
npm ci
npm run build
systemctl restart operator
# #endregion
# #region key
export OPERATOR_HOST=http://127.0.0.1:4000
export OPERATOR_API_KEY=$(sed -n 's/^OPERATOR_API_KEY=//p' /etc/operator.env)
npx operator doctor || echo "Not all is well yet."
# #endregion
