#!/usr/bin/env bash
# tests/kill-storm.sh [KILLS]: kills the service so often (20 times) in a storm of writes and looks after each whether all that was acknowledged is there, with
# its history, deadlines, audit, event and idempotency record, and nothing half, and whether it is back within ten seconds. On SQLite, and on PostgreSQL
# where AGREEMENTS_TEST_POSTGRES names a server. The tests have to be built: dotnet build tests/Agreements.Api.Tests. On a machine that does other things as
# well, AGREEMENTS_TEST_BACK_SECONDS gives it longer to be back.
#   CONFIGURATION=Release tests/kill-storm.sh 50
set -euo pipefail

kills=${1:-20}
[[ $kills =~ ^[0-9]+$ ]] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export AGREEMENTS_TEST_KILLS=$kills AGREEMENTS_TEST_BACK_SECONDS=${AGREEMENTS_TEST_BACK_SECONDS:-10}

storm() {
  local begun=$SECONDS
  # Each kill takes a few seconds; what takes a minute hangs.
  timeout --kill-after=10s $((60 + 60 * kills)) \
    dotnet test tests/Agreements.Api.Tests -c "${CONFIGURATION:-Debug}" --no-build --nologo -v q --logger 'console;verbosity=normal' --filter 'FullyQualifiedName~Store.CrashTests' >"$log" 2>&1 \
    || { cat "$log" >&2; exit 1; }
  grep -q 'Passed: *[1-9]' "$log" || { cat "$log" >&2; exit 1; }
  echo "$1: killed $kills times, nothing lost, nothing half ($((SECONDS - begun)) s)"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
postgres=${AGREEMENTS_TEST_POSTGRES:-}
unset AGREEMENTS_TEST_POSTGRES
storm SQLite
if [[ -n $postgres ]]; then
  export AGREEMENTS_TEST_POSTGRES=$postgres
  storm PostgreSQL
fi
