#!/usr/bin/env bash
# Rebuilds portal/assets from the npm versions locked here. A build of the product itself needs no Node.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --loglevel=error
npx --no-install designsystemet tokens create --config designsystemet.config.json --clean >/dev/null
npx --no-install designsystemet tokens build -t build/design-tokens -o build/theme --clean >/dev/null
node build.mjs
