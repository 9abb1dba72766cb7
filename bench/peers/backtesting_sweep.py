"""backtesting.py: every combination by Backtest.run. A hundred are timed, since ten thousand take minutes."""
import itertools
import random
import time

import backtesting
from backtesting import Backtest, Strategy

from events import HOLDS, LAGS, STOPS, events, prices

TIMED = 100
DAYS = set(int(day) for day in events())


class AfterEvents(Strategy):
    hold, stop, lag = 10, 0.08, 0

    def init(self):
        pass

    def next(self):
        now = len(self.data) - 1
        for trade in self.trades:
            if now - trade.entry_bar >= self.hold - 1:
                trade.close()
        # The order fills at the next open, as edict's does.
        if now + 1 - self.lag in DAYS and not self.position:
            self.buy(size=0.999, sl=self.data.Close[-1] * (1 - self.stop))


def main() -> None:
    space = list(itertools.product(HOLDS, STOPS, LAGS))
    chosen = random.Random(1).sample(space, TIMED)
    test = Backtest(prices(), AfterEvents, cash=1_000_000, commission=0.001)
    test.run()
    begin = time.perf_counter()
    for hold, stop, lag in chosen:
        test.run(hold=hold, stop=stop, lag=lag)
    each = (time.perf_counter() - begin) / TIMED
    print(f"backtesting.py {backtesting.__version__}: {1000 * each:.1f} ms a combination, {each * len(space):.0f} s for {len(space)}")


if __name__ == "__main__":
    main()
