# #region caddy
install --mode 644 examples/deploy/Caddyfile /etc/caddy/Caddyfile
systemctl reload caddy
# #endregion
# #region nginx
install --mode 644 examples/deploy/nginx.conf /etc/nginx/sites-enabled/operator.conf
nginx -t
systemctl reload nginx
# #endregion
