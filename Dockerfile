# Server, worker and operator's commands in one image; no build tools, not root.
FROM node:24-bookworm-slim AS packages
WORKDIR /sigap
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
# What backups run: pg_dump of the server's major version, and restic.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-15 restic && rm -rf /var/lib/apt/lists/*
WORKDIR /sigap
COPY --from=packages /sigap/node_modules node_modules
COPY . .
# Documents and the staging folder of backups are volumes; the bundle of the workflows is made once, into the image.
RUN mkdir -p /var/lib/sigap/documents /var/lib/sigap/bundle /var/lib/sigap/staging /var/lib/sigap/backup \
 && node -e "import('./workflows/bundle.ts').then(({ workflowBundle }) => workflowBundle('/var/lib/sigap/bundle'))" \
 && chown -R node:node /var/lib/sigap
USER node
ENV SIGAP_DOCUMENTS_DIR=/var/lib/sigap/documents SIGAP_BUNDLE_DIR=/var/lib/sigap/bundle HOST=0.0.0.0 PORT=8080
EXPOSE 8080
CMD ["node", "server.ts"]
