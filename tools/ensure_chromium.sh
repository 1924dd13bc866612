#!/bin/sh
# Makes sure that Chromium is there for the browser tests; installs Debian's where it is missing and can be.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Chromium is missing; install it, then run this again." >&2
    exit 1
fi
run=""
if [ "$(id -u)" != 0 ]; then run="sudo"; fi
echo "installing Chromium for the browser tests" >&2
$run apt-get update -q >&2
$run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-dejavu-core >&2
