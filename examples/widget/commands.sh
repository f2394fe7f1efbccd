# #region link
DEMO=$(npx tsx examples/widget/link.ts)
echo "The link is $DEMO."
# #endregion

# #region page
cp -r examples/widget/site ~/site
sed -i.kept "s|https://operator.example.com|$OPERATOR_HOST|; s|demo_9Qx4B7Kd2Mv|$DEMO|" ~/site/page.html
grep -c "$DEMO" ~/site/page.html
# #endregion

# #region origin
curl -s "$OPERATOR_HOST/demos/$DEMO" -H "Origin: https://www.example.com"
echo
curl -s "$OPERATOR_HOST/demos/$DEMO" -H "Origin: https://other.example"
# #endregion

# #region fresh
ETAG=$(curl -sI "$OPERATOR_HOST/widget.js" | tr -d '\r' | sed -n 's/^etag: //p')
curl -s -o /dev/null -w "%{http_code}\n" "$OPERATOR_HOST/widget.js" -H "If-None-Match: $ETAG"
# #endregion
