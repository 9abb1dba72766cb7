/** Fewer alike shapes than this are not worth a group. */
const FEWEST = 3;

/** A shape without words on a line of its own: what it is, where it stands, and how it looks. */
const SHAPE = /^<(path|circle) ((?:d|cx)="[^"]*"(?: (?:cy|r)="[^"]*")*)((?: [\w-]+="[^"]*")*)\/>$/;

interface Run {
  readonly tag: string;
  readonly look: string;
  readonly shapes: string[];
  readonly lines: string[];
}

/**
 * Puts shapes that look alike and follow one another into a group that says once how they look: a page may hold a
 * thousand marks, twice.
 *
 * @param svg a drawing with each shape on a line
 */
export function groupShapes(svg: string): string {
  const runs: (string | Run)[] = [];
  for (const line of svg.split("\n")) {
    const [, tag, place, look] = SHAPE.exec(line) ?? [];
    // A shape without a look has nothing to share.
    if (tag === undefined || place === undefined || look === undefined || look === "") {
      runs.push(line);
      continue;
    }
    let run = runs.at(-1);
    if (run === undefined || typeof run === "string" || run.tag !== tag || run.look !== look) {
      run = { tag, look, shapes: [], lines: [] };
      runs.push(run);
    }
    run.shapes.push(`<${tag} ${place}/>`);
    run.lines.push(line);
  }
  return runs.map(textOf).join("\n");
}

function textOf(run: string | Run): string {
  if (typeof run === "string") return run;
  return run.lines.length < FEWEST ? run.lines.join("\n") : `<g${run.look}>${run.shapes.join("")}</g>`;
}
