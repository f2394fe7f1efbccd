# docs/guides/deploy.md says how it is built and run.
FROM node:20-slim AS build
WORKDIR /srv/operator
COPY package.json package-lock.json ./
COPY sdk/package.json sdk/
COPY server/package.json server/
COPY cli/package.json cli/
COPY dashboard/package.json dashboard/
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 OPERATOR_DATA_DIR=/var/lib/operator
WORKDIR /srv/operator
COPY --from=build /srv/operator/package.json ./
COPY --from=build /srv/operator/node_modules node_modules
COPY --from=build /srv/operator/server/package.json server/
COPY --from=build /srv/operator/server/dist server/dist
COPY --from=build /srv/operator/sdk/package.json sdk/
COPY --from=build /srv/operator/sdk/dist sdk/dist
COPY --from=build /srv/operator/cli/package.json cli/
COPY --from=build /srv/operator/cli/bin cli/bin
COPY --from=build /srv/operator/cli/dist cli/dist
COPY --from=build /srv/operator/dashboard/dist dashboard/dist
COPY --from=build /srv/operator/docs docs
RUN install --directory --owner node --group node --mode 700 /var/lib/operator
USER node
VOLUME /var/lib/operator
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--v8-pool-size=1", "server/dist/main.js"]
