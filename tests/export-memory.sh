#!/usr/bin/env bash
# tests/export-memory.sh [ROWS] COMMAND...: how much memory exports take: by how much the anonymous memory of the service grows while it exports a register of ROWS agreements
# (100000 unless given) from SQLite as NDJSON, CSV and XLSX, each twice. What is read a part at a time grows by no more with ten times the rows.
#   dotnet build -c Release src/Agreements.Api && tests/export-memory.sh dotnet src/Agreements.Api/bin/Release/net10.0/Agreements.Api.dll
# RATE=4M lets curl read that much a second, as a caller on a slow line does. Needs curl and python3, and Linux.
set -euo pipefail

rows=100000
if [[ ${1:-} =~ ^[0-9]+$ ]]; then rows=$1; shift; fi
[ $# -gt 0 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }

# The service looks for its settings where it is started.
command=("$@")
for i in "${!command[@]}"; do [ ! -f "${command[$i]}" ] || command[i]=$(realpath "${command[$i]}"); done
cd "$(dirname "${command[-1]}")"

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
port=${PORT:-5088}
export ASPNETCORE_URLS=http://127.0.0.1:$port AGREEMENTS_ADMIN_KEY=export-memory-0123456789-0123456789 Database__ConnectionString="Data Source=$folder/store.db"
key="X-Api-Key: $AGREEMENTS_ADMIN_KEY"

start() {
  "${command[@]}" >"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    curl -sf -o /dev/null -m 5 "$ASPNETCORE_URLS/health/ready" && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/log" >&2
  exit 1
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
}

# In kilobytes; what lies in the page cache is the system's to take back.
anonymous() { awk '$1 == "RssAnon:" { print $2 }' "/proc/$server/status"; }

start
curl -sf -o /dev/null "$ASPNETCORE_URLS/v1/agreements" -H "$key" -H 'Content-Type: application/json' \
  -d "{\"kind\":\"memorandumOfAgreement\",\"regionCode\":\"76\",\"subject\":\"Penyelenggaraan JKN\",\"notes\":\"$(printf 'n%.0s' $(seq 1000))\"}"
stop

python3 - "$folder/store.db" "$rows" <<'FILL'
import sqlite3, sys, uuid
store, rows = sqlite3.connect(sys.argv[1]), int(sys.argv[2])
columns = [row[1] for row in store.execute("PRAGMA table_info(agreements)")]
one = dict(zip(columns, store.execute("SELECT * FROM agreements").fetchone()))
as_kept = str.upper if one["id"] == one["id"].upper() else str.lower
def copies():
    for n in range(rows - 1):
        yield [as_kept(str(uuid.uuid4())) if column == "id" else one[column] for column in columns]
with store:
    store.executemany(f"INSERT INTO agreements ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", copies())
store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
store.close()
FILL

start
printf '%-8s %12s %10s %10s %10s %10s %8s\n' format bytes before peak after growth seconds
for format in ndjson csv xlsx ndjson csv xlsx; do
  before=$(anonymous)
  peak=$before
  curl -sf ${RATE:+--limit-rate "$RATE"} -o "$folder/export" -w '%{size_download} %{time_total}\n' -H "$key" "$ASPNETCORE_URLS/v1/agreements/export?format=$format" >"$folder/said" &
  reader=$!
  while kill -0 "$reader" 2>/dev/null; do
    now=$(anonymous)
    [ "$now" -le "$peak" ] || peak=$now
    sleep 0.05
  done
  wait "$reader" || { echo "the export as $format failed" >&2; exit 1; }
  read -r bytes seconds <"$folder/said"
  [ "$format" != ndjson ] || [ "$(wc -l <"$folder/export")" -eq "$rows" ] || { echo "it has $(wc -l <"$folder/export") rows" >&2; exit 1; }
  printf '%-8s %12d %7d kB %7d kB %7d kB %7d kB %8.1f\n' "$format" "$bytes" "$before" "$peak" "$(anonymous)" $((peak - before)) "$seconds"
done
