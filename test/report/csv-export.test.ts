import { describe, expect, it } from "vitest";
import { renderCsv } from "../../src/report/csv-export.ts";

const csvOf = (values: readonly (string | number | boolean | null)[]) =>
  renderCsv({ name: "trades", columns: { value: values } });

describe("renderCsv", () => {
  it("writes header and rows, numbers in full, nothing for what is not there", () => {
    expect(
      renderCsv({
        name: "trades",
        columns: { id: ["t1", "t2"], return: [0.1 + 0.2, null], won: [true, false] },
      }),
    ).toBe("id,return,won\nt1,0.30000000000000004,true\nt2,,false\n");
  });

  it("quotes commas, quotes and line breaks (RFC 4180)", () => {
    expect(csvOf(["a, b", 'say "no"', "two\nlines"])).toBe('value\n"a, b"\n"say ""no"""\n"two\nlines"\n');
  });

  it("makes text of what a spreadsheet would run as a formula, and leaves negative numbers numbers", () => {
    expect(csvOf(['=HYPERLINK("http://x")', "+1", "-1 step", "@cmd", -1])).toBe(
      `value\n"'=HYPERLINK(""http://x"")"\n'+1\n'-1 step\n'@cmd\n-1\n`,
    );
  });
});
