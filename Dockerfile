# docker build -t whytls . && docker run --rm whytls db1.example.net:27017
# A server on the machine itself wants --network host; files want a volume: -v "$PWD:/data:ro".

FROM node:22-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp

FROM node:22-slim
# The roots that clients of this system would trust.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /tmp/whytls-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/whytls-*.tgz && rm /tmp/whytls-*.tgz
USER node
WORKDIR /data
ENTRYPOINT ["whytls"]
CMD ["--help"]
