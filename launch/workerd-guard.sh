#!/bin/sh
# Ends a runtime that its launcher left behind. Reads its input to the end: the launcher holds the other
# end of that pipe, and the system closes it however the launcher dies.
# $RUNTIME: what that runtime goes by, and nothing else on the machine   $1: how often to look, 50 ms apart
cat > /dev/null

# The name comes to the tools by input or environment: as an argument of theirs, they would find themselves.
runtimes() {
  if [ -d /proc/self ]; then
    printf '%s' "$RUNTIME" | grep -lzxF -f - /proc/[0-9]*/cmdline | cut -d / -f 3
  else
    ps -axo pid=,args= | awk 'index($0, ENVIRON["RUNTIME"] " serve") { print $1 }'
  fi 2> /dev/null
}

looks=$1
while [ "$looks" -gt 0 ]; do
  left=$(runtimes)
  if [ -n "$left" ]; then
    kill -KILL $left
    # Stays until it is gone, so that who waits for this script finds its files and its port free.
    if [ -z "$killed" ]; then looks=40; fi
    killed=yes
  elif [ -n "$killed" ]; then
    exit 0
  fi
  looks=$((looks - 1))
  if [ "$looks" -gt 0 ]; then sleep 0.05; fi
done
