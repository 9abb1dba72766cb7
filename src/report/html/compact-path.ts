/**
 * The same path of straight lines in fewer characters: relative steps in tenths of a pixel, half as long as what
 * ECharts writes. Places are rounded, not steps, so that nothing drifts along the path.
 *
 * @param d an SVG path; one that holds anything but absolute `M`, `L` and `Z` (curves) is returned as it is
 * @example compactPath("M10 20.04L12.5 20L12.5 30Z") // => "M10 20h2.5v10z"
 */
export function compactPath(d: string): string {
  if (!/^(?:[ML]-?[\d.]+[ ,]-?[\d.]+|Z)+$/.test(d)) return d;
  const steps: string[] = [];
  // In tenths of a pixel, whole numbers: no step is rounded twice.
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  for (const [, letter, atX, atY] of d.matchAll(/([MLZ])(?:(-?[\d.]+)[ ,](-?[\d.]+))?/g)) {
    if (letter === "Z") {
      steps.push("z");
      [x, y] = [startX, startY];
      continue;
    }
    const [nextX, nextY] = [tenths(atX), tenths(atY)];
    if (letter === "M") {
      steps.push(`M${shortNumber(nextX)}${joined(nextY)}`);
      [startX, startY] = [nextX, nextY];
    } else steps.push(lineStep(nextX - x, nextY - y));
    [x, y] = [nextX, nextY];
  }
  return steps.join("");
}

function tenths(text: string | undefined): number {
  return Math.round(Number(text) * 10);
}

function lineStep(dx: number, dy: number): string {
  if (dx === 0 && dy === 0) return "";
  if (dy === 0) return `h${shortNumber(dx)}`;
  if (dx === 0) return `v${shortNumber(dy)}`;
  return `l${shortNumber(dx)}${joined(dy)}`;
}

/** Tenths as text: 25 is `2.5`, -5 is `-.5`. */
function shortNumber(value: number): string {
  return String(value / 10).replace(/^(-?)0\./, "$1.");
}

/** A second number: its minus sign parts it from the first, otherwise a space does. */
function joined(value: number): string {
  return value < 0 ? shortNumber(value) : ` ${shortNumber(value)}`;
}
