#!/bin/sh
# See that there is a chromium for the tests in tests/browser; install Debian's where we may.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then exit 0; fi
done

install='apt-get install -y --no-install-recommends chromium fonts-dejavu-core'
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "tests in a browser need chromium: sudo $install (or set CHROMIUM to the path of one)" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
$install
