#!/usr/bin/env bash
# Kamailio on core 0 under SIPp on core 1: `bench/kamailio/run.sh [rate ...]`, calls a second, each for 10 s. See README.md.
set -euo pipefail
cd "$(dirname "$0")"
rates=("$@")
[ ${#rates[@]} -gt 0 ] || rates=(250 500 1000 1500 2000 3000 4000)
seconds=10
work=/tmp/kamailio-bench
tables=/usr/share/kamailio/db_sqlite
mkdir -p "$work"
proxy='' callee=''
stop() { for pid in $proxy $callee; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; }
trap stop EXIT

# Of Kamailio and the processes that it has forked, in ticks of 10 ms.
ticks() {
  local sum=0 pid
  for pid in $proxy $(pgrep -P "$proxy"); do
    sum=$((sum + $(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }')))
  done
  echo "$sum"
}
# A column of SIPp's last line of statistics.
column() { awk -F';' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } END { print $at }' "$work/stat.csv"; }

echo '| Kamailio | rate | calls | failed | retransmitted | cycles per CPU second |'
echo '| --- | --: | --: | --: | --: | --: |'
for mode in plain durable; do
  flags=()
  if [ "$mode" = durable ]; then
    rm -f "$work/acc.sqlite"
    cat "$tables"/{standard,acc}-create.sql | sqlite3 "$work/acc.sqlite"
    flags=(-A DURABLE)
  fi
  taskset -c 0 kamailio -DD -f kamailio.cfg -Y "$work" -P "$work/pid" -m 256 "${flags[@]}" >"$work/log" 2>&1 &
  proxy=$!
  taskset -c 1 sipp -sn uas -i 127.0.0.1 -p 5070 -nostdin >/dev/null 2>&1 &
  callee=$!
  sleep 2
  for rate in "${rates[@]}"; do
    rm -f "$work/stat.csv"
    before=$(ticks)
    # Calls that failed are waited for much longer by SIPp itself.
    timeout $((seconds + 5)) taskset -c 1 sipp -sn uac -i 127.0.0.1 -p 5080 127.0.0.1:5060 -d 0 -r "$rate" -rp 1000 -l 2000 -m $((rate * seconds)) \
      -nostdin -trace_stat -stf "$work/stat.csv" -fd 1 >/dev/null 2>&1 || true
    used=$(($(ticks) - before))
    calls=$(column 'SuccessfulCall(C)')
    echo "| $mode | $rate | $calls | $(column 'FailedCall(C)') | $(column 'Retransmissions(C)') | $((used > 0 ? calls * 100 / used : 0)) |"
  done
  stop
  proxy='' callee=''
done
