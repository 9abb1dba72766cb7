"""Prices and event days of the sweep that the scripts beside this one time."""
import numpy as np
import pandas as pd

BARS, EVENTS = 5_000, 60
HOLDS = range(1, 21)
STOPS = [round(0.02 + 0.01 * i, 2) for i in range(25)]
LAGS = range(20)


def prices() -> pd.DataFrame:
    random = np.random.default_rng(1)
    gap, move = 0.005 * random.standard_normal(BARS), 0.015 * random.standard_normal(BARS)
    close = 100 * np.exp(np.cumsum(gap + move))
    open_ = np.concatenate([[100.0], close[:-1]]) * np.exp(gap)
    high = np.maximum(open_, close) * (1 + 0.005 * random.random(BARS))
    low = np.minimum(open_, close) * (1 - 0.005 * random.random(BARS))
    index = pd.bdate_range("2000-01-03", periods=BARS)
    columns = {"Open": open_, "High": high, "Low": low, "Close": close, "Volume": 1e6}
    return pd.DataFrame(columns, index=index)


def events() -> np.ndarray:
    random = np.random.default_rng(2)
    return np.sort(random.choice(np.arange(5, BARS - 80), EVENTS, replace=False))
