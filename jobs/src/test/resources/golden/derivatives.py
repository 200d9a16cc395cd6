"""Golden vectors of the derivatives metrics: what the notebook's pandas means, by exact arithmetic.

    python3 jobs/src/test/resources/golden/derivatives.py

writes derivatives_given.csv and derivatives_expected.csv beside itself, the same bytes on every machine. Where pandas
3 is installed, it then computes every expected column by the notebook's own lines and fails if one differs by 1e-9. Of
rolling().std(), which drifts on nearly flat series and right after flat ones, it takes each window for itself:

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install 'pandas>=3'
    /tmp/golden/bin/python jobs/src/test/resources/golden/derivatives.py

Changes and basis are exact quotients of the given decimals. Z-scores are exact over the doubles that the columns hold:
those of funding_rate_bps, basis_bps and open_interest. Every expected number is the nearest double, in 17 digits; empty
is null. Nothing is filled: a missing value is missing in each window that would have to hold it.

The given rows, by number:
  0-319    open interest moves; 287 is the first row with z-scores
  288      funding jumps, and about 295-309 basis and open interest are high with it: stress
  310      open interest is null: no score until 598
  319-629  open interest is flat: no score from 606 on
  330-649  basis is nearly flat: it moves by some 1e-6 bps
  630      open interest changes by 0.001: the score is 287 / sqrt(288), as for any first change
  640      close is null
  650-656  a gap: all but funding is null
  944      the first row with all three scores after it
"""

import csv
import random
from datetime import datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

ROWS = 960
HOUR = 12
DAY = 288
SEED = 20260406
FOLDER = Path(__file__).parent

SCORES = ["funding_rate_bps_z_1d", "basis_bps_z_1d", "open_interest_z_1d"]
EXPECTED = [
    "window_end",
    "price_return_bps_1h",
    "funding_rate_bps",
    "basis_bps",
    "oi_change_1h_pct",
    *SCORES,
    "stress_regime",
    "crowding_score",
    "crowding_n_inputs",
]


def given_rows():
    """Rows of text, empty for null."""
    draw = random.Random(SEED)

    def step(size):
        # random() alone is the same in every version of Python.
        return int(draw.random() * (2 * size + 1)) - size

    start = datetime(2026, 4, 6, 0, 5)
    close, interest = 6_850_000, 84_512_345
    funding = [830, 1012, -215, 4507, 1000, 350, 377, -1203, 640, 2210]
    rows = []
    for i in range(ROWS):
        close += step(2_500)
        if i < 320:
            interest += step(60_000) + (90_000 if 295 <= i < 310 else 0)
        elif i == 630:
            interest += 1
        elif i > 630:
            interest += step(60_000)
        index = Decimal(close * 10_000 + step(90_000)).scaleb(-6)
        bps = Decimal(5) + Decimal(step(2) if 330 <= i < 650 else step(2_000_000)).scaleb(-6)
        if 295 <= i < 310:
            bps += 6
        mark = (index * (1 + bps / 10_000)).quantize(Decimal("1e-8"))
        gap = 650 <= i < 657
        rows.append(
            {
                "window_end": (start + timedelta(minutes=5 * i)).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "close": "" if gap or i == 640 else str(Decimal(close).scaleb(-2)),
                "funding_rate": f"{Decimal(funding[i // 96]).scaleb(-7):f}",
                "open_interest": "" if gap or i == 310 else str(Decimal(interest).scaleb(-3)),
                "mark": "" if gap else str(mark),
                "index": "" if gap else str(index),
            }
        )
    return rows


def expected_rows(given):
    close = exact(given, "close")
    interest = exact(given, "open_interest")
    funding = [double(rate * 10_000) for rate in exact(given, "funding_rate")]
    basis = [
        None if mark is None or index is None else double((mark - index) / index * 10_000)
        for mark, index in zip(exact(given, "mark"), exact(given, "index"))
    ]
    series = [funding, basis, [None if value is None else double(value) for value in interest]]
    rows = []
    for i, row in enumerate(given):
        scores = [z_score(values[max(0, i + 1 - DAY) : i + 1]) for values in series]
        present = [score for score in scores if score is not None]
        rows.append(
            {
                "window_end": row["window_end"],
                "price_return_bps_1h": change(close, i, 10_000),
                "funding_rate_bps": funding[i],
                "basis_bps": basis[i],
                "oi_change_1h_pct": change(interest, i, 100),
                **dict(zip(SCORES, scores)),
                "stress_regime": len(present) == 3
                and scores[0] > Decimal("1.5")
                and scores[1] > Decimal("1.5")
                and scores[2] > 1,
                "crowding_score": sum(present) / len(present) if present else None,
                "crowding_n_inputs": len(present),
            }
        )
    return rows


def exact(given, column):
    return [None if row[column] == "" else Fraction(row[column]) for row in given]


def double(value):
    """The nearest double, as an exact fraction again; a fraction's float is rounded once."""
    return Fraction(float(value))


def change(values, i, scale):
    if i < HOUR or values[i] is None or not values[i - HOUR]:
        return None
    return (values[i] / values[i - HOUR] - 1) * scale


def z_score(window):
    """Of the last value among all, ddof 1, to 60 digits; none unless all are present and they differ."""
    if len(window) < DAY or None in window:
        return None
    mean = sum(window) / DAY
    variance = sum((value - mean) ** 2 for value in window) / (DAY - 1)
    return decimal(window[-1] - mean) / decimal(variance).sqrt() if variance else None


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{float(value):.17g}" if isinstance(value, (Fraction, Decimal)) else str(value)


def write(name, columns, rows):
    with open(FOLDER / name, "w", newline="") as file:
        lines = csv.DictWriter(file, columns, lineterminator="\n")
        lines.writeheader()
        lines.writerows({column: text(row[column]) for column in columns} for row in rows)


def check_with_pandas():
    """The notebook's lines on the two files. Only basis_bps, which it is given, is taken from the expected ones."""
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: written, not cross-checked")
        return
    expected = pd.read_csv(FOLDER / "derivatives_expected.csv")
    derivs = pd.read_csv(FOLDER / "derivatives_given.csv")
    derivs["basis_bps"] = expected["basis_bps"]
    own_basis = (derivs["mark"] - derivs["index"]) / derivs["index"] * 10_000
    derivs["price_return_bps_1h"] = derivs["close"].pct_change(12, fill_method=None) * 10_000
    derivs["funding_rate_bps"] = derivs["funding_rate"] * 10_000
    for col in ["funding_rate_bps", "basis_bps", "open_interest"]:
        # rolling().std() adds and takes away, and drifts; each window on its own does not.
        level = derivs[col].iloc[-1]
        windows = (derivs[col] - level).rolling(288)
        derivs[f"{col}_z_1d"] = windows.apply(lambda w: (w.iloc[-1] - w.mean()) / w.std() if w.std() else float("nan"))
        drifting = (derivs[col] - derivs[col].rolling(288).mean()) / derivs[col].rolling(288).std()
        both = drifting.notna() & expected[f"{col}_z_1d"].notna()
        print(f"{col}: rolling().std() drifts by up to {(drifting - expected[f'{col}_z_1d'])[both].abs().max():.1e}")
    derivs["oi_change_1h_pct"] = derivs["open_interest"].pct_change(12, fill_method=None) * 100
    derivs["stress_regime"] = (
        (derivs["funding_rate_bps_z_1d"] > 1.5)
        & (derivs["basis_bps_z_1d"] > 1.5)
        & (derivs["open_interest_z_1d"] > 1.0)
    )
    derivs["crowding_score"] = derivs[SCORES].mean(axis=1)
    derivs["crowding_n_inputs"] = derivs[SCORES].notna().sum(axis=1)
    assert (own_basis - expected["basis_bps"]).abs().max() < 1e-9
    assert (own_basis.isna() == expected["basis_bps"].isna()).all()
    for column in EXPECTED[1:]:
        ours, theirs = expected[column], derivs[column]
        assert (ours.isna() == theirs.isna()).all(), column
        worst = (ours.astype(float) - theirs.astype(float)).abs().max()
        print(f"{column}: pandas {pd.__version__} differs by up to {worst:.1e}")
        assert worst < 1e-9, column


def main():
    given = given_rows()
    with localcontext() as context:
        context.prec = 60
        expected = expected_rows(given)
    write("derivatives_given.csv", list(given[0]), given)
    write("derivatives_expected.csv", EXPECTED, expected)
    check_with_pandas()


if __name__ == "__main__":
    main()
