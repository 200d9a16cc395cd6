#!/usr/bin/env bash
# Measures backfills of derivatives.metrics over 1, 3, 6 and 12 months of a simulated archive (klines, metrics, funding,
# mark and index klines), each in a fresh process and into a fresh lake.
#
#   usage: derivatives.sh TIDEMARK WORK [SYMBOLS]
#
# "after the first" is the rate of the rows beyond the first month's: what starting costs is not in it.
set -euo pipefail

tidemark=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
symbols=${3:-BTCUSDT,ETHUSDT,SOLUSDT,XRPUSDT,BNBUSDT,DOGEUSDT,ADAUSDT,AVAXUSDT,LINKUSDT,LTCUSDT}
from=2025-04-01
ends="2025-05-01 2025-07-01 2025-10-01 2026-04-01"

if [ ! -d "$work/archive" ]; then
    "$tidemark" simulate --archive-out "$work/archive" --market um --symbols "$symbols" --faults none \
        --from 2025-02-20 --to 2026-04-02 --datasets klines,metrics,fundingRate,markPriceKlines,indexPriceKlines >&2
fi

printf '%-12s %10s %10s %8s %8s %9s %15s\n' to rows published wall_s cpu_s rows/s 'after the first'
first_rows=0
first_wall=0
for to in $ends; do
    rm -rf "$work/lake"
    TIMEFORMAT='%R %U %S'
    { time "$tidemark" backfill --archive "$work/archive" --market um --symbols "$symbols" --from "$from" --to "$to" \
        --warehouse "$work/lake" 2> "$work/log"; } 2> "$work/time"
    read -r wall user system < "$work/time"
    rows=$(awk '$1 == "derivatives.metrics" { gsub(",", "", $2); print $2 }' "$work/log")
    published=$(sed -nE 's/^done.* ([0-9,]+) rows published.*/\1/p' "$work/log" | tr -d ,)
    awk -v to="$to" -v rows="$rows" -v published="$published" -v wall="$wall" -v user="$user" -v system_="$system" \
        -v first_rows="$first_rows" -v first_wall="$first_wall" 'BEGIN {
            after = first_rows == 0 ? "" : sprintf("%d", (rows - first_rows) / (wall - first_wall))
            printf "%-12s %10d %10d %8.1f %8.1f %9d %15s\n", to, rows, published, wall, user + system_, rows / wall, after
        }'
    if [ "$first_rows" = 0 ]; then
        first_rows=$rows
        first_wall=$wall
    fi
done
