import type {
  ChartData,
  ChartInstrument,
  ChartSignal,
  ChartTrade,
} from "../../../../src/report/html/charts/chart-data.ts";
import { parseCalendarDay } from "../../../../src/time/calendar-day.ts";

const FIRST = parseCalendarDay("2025-01-06") as number;

/** Day of the i-th session; sessions are weekdays from 2025-01-06 on. */
function sessionDay(index: number): number {
  return FIRST + 7 * Math.floor(index / 5) + (index % 5);
}

const SESSIONS = 60;
const days = Array.from({ length: SESSIONS }, (_, index) => sessionDay(index));
/** A price that swings between 90 and 110, twice. */
const closes = days.map((_, index) =>
  Number((100 + 10 * Math.sin((index / SESSIONS) * 4 * Math.PI)).toFixed(2)),
);

function trade(id: string, side: "long" | "short", from: number, to: number, signalId: string): ChartTrade {
  const [entry, exit] = [closes[from] as number, closes[to] as number];
  const grown = side === "long" ? exit / entry - 1 : 1 - exit / entry;
  return {
    id,
    instrument: "TEST.HK",
    side,
    entry: { day: sessionDay(from), price: entry, reason: "open" },
    exit: { day: sessionDay(to), price: exit, reason: "after-sessions" },
    return: Number(grown.toFixed(6)),
    sessionsHeld: to - from,
    signalId,
  };
}

function signal(
  id: string,
  session: number,
  stance: number,
  state: ChartSignal["state"],
  tradeIds: string[],
): ChartSignal {
  return {
    id,
    title: `Act ${id}`,
    kind: stance > 0 ? "leadership-meeting" : "enforcement-opened",
    status: "official",
    stance,
    day: sessionDay(session) - 1,
    known: "2025-01-07 16:30",
    basis: "stamp",
    source: `https://example.org/${id}`,
    state,
    why: state === "skipped" ? "already-held: the rule already held the instrument" : null,
    tradeIds,
  };
}

const trades = [
  trade("t1", "long", 2, 9, "a"),
  trade("t2", "short", 17, 24, "b"),
  trade("t3", "long", 32, 47, "c"),
];
const instrument: ChartInstrument = {
  symbol: "TEST.HK",
  name: "Test fund",
  currency: "HKD",
  closes: { days, values: closes },
  trades,
};

/** Sixty sessions with a long winner, a short winner and a long loser, made by hand: pictures of it change only when drawing does. */
export function aChartData(): ChartData {
  const equity = days.map((_, index) => Math.round(1_000_000 * (1 + 0.05 * Math.sin(index / 9))));
  let peak = 0;
  return {
    currency: "HKD",
    capital: 1_000_000,
    days,
    equity,
    drawdown: equity.map((level) => {
      peak = Math.max(peak, level);
      return Number((level / peak - 1).toFixed(6));
    }),
    exposure: days.map((day) =>
      trades.some(({ entry, exit }) => day >= entry.day && day < exit.day) ? 1 : 0,
    ),
    benchmark: { symbol: "^HSI", levels: closes.map((close) => close * 10_000) },
    sentiment: { values: days.map((_, index) => Number(Math.sin(index / 7).toFixed(3))) },
    instruments: [instrument],
    signals: [
      signal("a", 2, 0.8, "traded", ["t1"]),
      signal("b", 17, -0.7, "traded", ["t2"]),
      signal("c", 32, 0.4, "traded", ["t3"]),
      signal("d", 36, 0.6, "skipped", []),
    ],
  };
}
