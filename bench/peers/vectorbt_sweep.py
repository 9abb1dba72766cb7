"""vectorbt: one lag at a time as a matrix of 500 columns, hold by laid-out exits, stop by the portfolio's own."""
import time

import numpy as np
import vectorbt as vbt

from events import BARS, HOLDS, LAGS, STOPS, events, prices


def sweep(frame, days, with_metrics: bool) -> int:
    open_, high, low, close = (frame[name].to_numpy() for name in ("Open", "High", "Low", "Close"))
    columns = len(HOLDS) * len(STOPS)
    stops = np.tile(np.array(STOPS), len(HOLDS))
    count = 0
    for lag in LAGS:
        entries = np.zeros((BARS, columns), dtype=bool)
        exits = np.zeros((BARS, columns), dtype=bool)
        for place, hold in enumerate(HOLDS):
            block = slice(place * len(STOPS), (place + 1) * len(STOPS))
            entries[days + lag, block] = True
            exits[days + lag + hold - 1, block] = True
        tiled = [np.broadcast_to(one[:, None], (BARS, columns)) for one in (open_, high, low, close)]
        portfolio = vbt.Portfolio.from_signals(
            tiled[3], entries, exits, price=np.where(exits & ~entries, tiled[3], tiled[0]),
            open=tiled[0], high=tiled[1], low=tiled[2], sl_stop=stops, fees=0.001, init_cash=1_000_000, freq="1D",
        )
        count += len(portfolio.total_return())
        if with_metrics:
            portfolio.sharpe_ratio(), portfolio.max_drawdown()
            portfolio.trades.win_rate(), portfolio.trades.count()
    return count


def main() -> None:
    frame, days = prices(), events()
    sweep(frame, days, True)
    for with_metrics in (False, True):
        begin = time.perf_counter()
        count = sweep(frame, days, with_metrics)
        took = time.perf_counter() - begin
        print(f"vectorbt {vbt.__version__}: {count} combinations in {1000 * took:.0f} ms, {'with' if with_metrics else 'without'} metrics")


if __name__ == "__main__":
    main()
