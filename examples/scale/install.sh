install --mode 600 examples/scale/first.env /etc/operator.env
install --mode 644 examples/scale/nginx.conf /etc/nginx/sites-enabled/operator.conf
nginx -t
