#!/usr/bin/env bash
# tests/cold-start.sh [RUNS] COMMAND...: how long a start takes, from the process to the first 200 of /v1/agreements/expiring, with the processor time
# that it cost: on a new store and on the same store again. Nothing else should be running; processor time is the steadier of the two.
#   tests/cold-start.sh 9 /tmp/app/Agreements.Api            (published as the Dockerfile does)
#   ASPNETCORE_ENVIRONMENT=Development tests/cold-start.sh 9 dotnet src/Agreements.Api/bin/Debug/net10.0/Agreements.Api.dll
set -euo pipefail

runs=9
if [[ ${1:-} =~ ^[0-9]+$ ]]; then runs=$1; shift; fi
[ $# -gt 0 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }

# The service looks for its settings where it is started.
command=("$@")
for i in "${!command[@]}"; do [ ! -f "${command[$i]}" ] || command[i]=$(realpath "${command[$i]}"); done
cd "$(dirname "${command[-1]}")"

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
port=${PORT:-5087}
export ASPNETCORE_URLS=http://127.0.0.1:$port AGREEMENTS_ADMIN_KEY=cold-start-0123456789-0123456789-ab Database__ConnectionString="Data Source=$folder/store.db"

exec {never}<> <(:)

start() {
  local begun ended
  begun=$(date +%s%N)
  "${command[@]}" >"$folder/log" 2>&1 &
  server=$!
  # Waiting costs nothing: a program started every hundredth of a second would keep a core from the service.
  until { : <>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || ! kill -0 "$server" 2>/dev/null; do read -rt 0.005 <&"$never" || true; done
  until curl -sf -o /dev/null -m 5 -H "X-Api-Key: $AGREEMENTS_ADMIN_KEY" "$ASPNETCORE_URLS/v1/agreements/expiring"; do
    kill -0 "$server" 2>/dev/null && [ $(($(date +%s%N) - begun)) -lt 30000000000 ] || { cat "$folder/log" >&2; exit 1; }
    sleep 0.01
  done
  ended=$(date +%s%N)
  # User and system time, in hundredths of a second.
  sed 's/.*) //' "/proc/$server/stat" | awk -v wall=$((ended - begun)) -v kind="$1" '{ printf "%s %.2f %.2f\n", kind, wall / 1e9, ($12 + $13) / 100 }' >>"$folder/times"
  kill "$server"
  wait "$server" || true
  server=
}

for _ in $(seq "$runs"); do
  rm -f "$folder"/store.db*
  start new
  start same
done

for kind in new same; do
  for column in 2 3; do
    grep "^$kind " "$folder/times" | cut -d ' ' -f $column | sort -n | awk -v of="$kind store, $([ $column = 2 ] && echo wall || echo processor)" \
      '{ v[NR] = $1 } END { printf "%-22s median %.2f s, range %.2f to %.2f s, %d runs\n", of, v[int((NR + 1) / 2)], v[1], v[NR], NR }'
  done
done
