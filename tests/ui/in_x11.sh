#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a program in an X server of its own: in_x11.sh PROGRAM ARGS...
command -v Xvfb >/dev/null || { echo "Xvfb is missing: apt install xvfb" >&2; exit 1; }
folder=$(mktemp -d) || exit 1
# The server picks a free display and writes its number down; no TCP.
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 3>"$folder/display" 2>"$folder/errors" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$folder"' EXIT INT TERM
for _ in $(seq 100); do
    [ -s "$folder/display" ] && break
    sleep 0.1
done
[ -s "$folder/display" ] || { echo "Xvfb did not start:" >&2; cat "$folder/errors" >&2; exit 1; }
DISPLAY=:$(cat "$folder/display") QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$folder "$@"
