#!/bin/sh
# Installs what the tests that drive a real terminal need, where that can be done without asking.
missing=""
command -v tmux >/dev/null || missing="$missing tmux"
command -v Xvfb >/dev/null || missing="$missing xvfb"
command -v xclip >/dev/null || missing="$missing xclip"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not installed:$missing. The tests that drive a real terminal will skip; see CONTRIBUTING.md."
