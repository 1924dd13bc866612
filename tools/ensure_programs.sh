#!/bin/sh
# Makes sure that the programs are there that tests drive: Chromium, and tesseract, which recognises scans.
# Installs Debian's where one is missing and can be; fails where it cannot.
set -eu

has() { # has NAME…: whether one of these programs is there
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

missing=""
has chromium chromium-browser google-chrome || missing="$missing chromium fonts-dejavu-core"
has tesseract || missing="$missing tesseract-ocr"
if [ -z "$missing" ]; then exit 0; fi
if ! has apt-get; then
    echo "missing:$missing; install what these Debian packages hold, then run this again." >&2
    exit 1
fi
run=""
if [ "$(id -u)" != 0 ]; then run="sudo"; fi
echo "installing for the tests:$missing" >&2
$run apt-get update -q >&2
# shellcheck disable=SC2086  # a list of packages
$run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
