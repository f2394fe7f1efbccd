curl --silent "$OPERATOR_HOST/health"
