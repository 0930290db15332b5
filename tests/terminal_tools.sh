#!/bin/sh
# Installs what the tests need that drive a real terminal, end the program in mid-sentence or see
# what it syncs (strace), or set its clock back (a C compiler), where that can be done without asking.
missing=""
command -v tmux >/dev/null || missing="$missing tmux"
command -v Xvfb >/dev/null || missing="$missing xvfb"
command -v xclip >/dev/null || missing="$missing xclip"
command -v xsel >/dev/null || missing="$missing xsel"
command -v strace >/dev/null || missing="$missing strace"
command -v cc >/dev/null || missing="$missing gcc libc6-dev"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not installed:$missing. The tests that need them will skip; see CONTRIBUTING.md."
