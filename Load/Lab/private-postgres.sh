# A PostgreSQL server of its own on loopback, for as long as standard input is open; it leaves nothing behind.
# Arguments: folder of the binaries, port, then settings as NAME=VALUE. Input: lines "stop" and "start", each answered by a line.
set -u
bin=$1 port=$2
shift 2
dir=$(mktemp -d "${TMPDIR:-/tmp}/counterpart-postgres-XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap '' INT TERM
run=
if [ "$(id -u)" = 0 ]; then
  # It refuses to run as root.
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$dir"
  if command -v setpriv >/dev/null; then
    run="setpriv --reuid $user --regid $(id -g "$user") --clear-groups"
  else
    run="runuser -u $user --"
  fi
fi
cd "$dir" || exit 1
settings=
for setting in "$@"; do
  settings="$settings -c $setting"
done

start() {
  $run "$bin/postgres" -D "$dir/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories= -c max_connections=300 \
    -c log_min_messages=fatal $settings >>"$dir/log" 2>&1 </dev/null &
  server=$!
  until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    if ! kill -0 "$server" 2>/dev/null; then
      tail -n 5 "$dir/log"
      exit 1
    fi
    sleep 0.1
  done
}

stop() {
  kill -QUIT "$server" 2>/dev/null
  wait "$server" 2>/dev/null
}

if ! $run "$bin/initdb" -D "$dir/data" -A trust -U counterpart -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1; then
  tail -n 5 "$dir/log"
  exit 1
fi
start
echo ready
while read -r order; do
  "$order"
  echo "$order"
done
stop
