import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { progressBar } from "../../src/cli/progress-bar.ts";

/** A stream that says it is a terminal and keeps what is written to it. */
function terminal() {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough;
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  Object.assign(stream, { isTTY: true, columns: 100, cursorTo: () => true, clearLine: () => true });
  return { stream, text: () => text };
}

describe("progressBar", () => {
  it("gives no time left before anything is done, since nobody knows it", () => {
    const { stream, text } = terminal();
    progressBar("points", 10, stream).stop();
    expect(text()).toContain("0/10  ? left");
  });

  it("leaves the cursor where it is: a command that dies of Ctrl-C could not bring it back", () => {
    const { stream, text } = terminal();
    const bar = progressBar("folds", 4, stream);
    bar.update(2);
    bar.stop();
    expect(text()).toContain("folds [");
    expect(text()).not.toContain("\u001b[?25l");
  });

  it("writes nothing where there is no terminal", () => {
    const { stream, text } = terminal();
    stream.isTTY = false;
    const bar = progressBar("points", 10, stream);
    bar.update(3);
    bar.stop();
    expect(text()).toBe("");
  });
});
