import { describe, expect, it } from "vitest";
import { renderSignalList } from "../../../src/report/terminal/signal-list.ts";
import { PLAIN } from "../../../src/report/terminal/style.ts";
import { aSignal, signalOn } from "../../signals/a-signal.ts";

const listing = { total: 200, files: ["own.json"] };

describe("renderSignalList", () => {
  it("gives one line a signal, marks complete families and drafts, and sums up", () => {
    const signals = [
      aSignal(),
      signalOn("2025-03-01", "b", {
        stance: -0.5,
        family: null,
        familyComplete: false,
        review: { status: "pending" },
      }),
    ];
    expect(renderSignalList({ ...listing, signals, asOf: "2025-03-02" }, PLAIN)).toBe(
      [
        "published                        kind                status    stance  family  id                              title",
        "2025-02-17 12:30 (wording)       leadership-meeting  official      +1  L1*     xi-entrepreneur-symposium-2025  Xi chairs Beijing symposium with private tech founders",
        "2025-03-01 post-close (wording)  leadership-meeting  official    -0.5  -       b                               DRAFT Xi chairs Beijing symposium with private tech founders",
        "",
        "2 of 200 signals in own.json, as of 2025-03-02",
        "1 of complete families (*); 2 with a publication time that a source backs; times are Shanghai's",
        "",
      ].join("\n"),
    );
  });

  it("says so when there is none", () => {
    expect(renderSignalList({ ...listing, signals: [] }, PLAIN)).toBe(
      "0 of 200 signals in own.json\nNo signal is selected: loosen a filter, or see them all without one.\n",
    );
  });
});
