import { nearestName } from "../decode/nearest-name.ts";
import { InputError, type Issue } from "../errors.ts";
import type { ParamValue } from "../strategy/param.ts";
import type { ParameterAxis } from "./parameter-axis.ts";
import { codeColumns, type ParameterSpace, type SpaceDescription } from "./parameter-space.ts";

/** The objective over two parameters, the others averaged out. */
export interface HeatMap {
  readonly x: HeatMapAxis;
  readonly y: HeatMapAxis | null;
  /** mean objective of the points in each cell, row by row from the first y; null where no point has one */
  readonly mean: readonly (readonly (number | null)[])[];
  readonly best: readonly (readonly (number | null)[])[];
}

/** One side of a map: its cells by the values, or by the lower ends of the ranges, that they stand for. */
interface HeatMapAxis {
  readonly name: string;
  readonly labels: readonly ParamValue[];
}

const MOST_CELLS = 24;
/** Points whose cells are looked up at a time. */
const STRETCH = 8_192;

/**
 * The objective mapped over two axes, gathered as the scores of points become known.
 *
 * Its invariant: scores are added in the order of their points, each once, so that the sums do not depend on how a search
 * was cut into pieces.
 */
export class HeatMapSums {
  readonly #across: Cells;
  readonly #down: Cells | null;
  readonly #totals: Float64Array;
  readonly #counts: Float64Array;
  readonly #bests: Float64Array;
  readonly #writeCells: ReturnType<typeof codeColumns>;
  // Cells of a stretch: those of all points would take as much memory as their scores.
  readonly #column = new Int32Array(STRETCH);
  readonly #row = new Int32Array(STRETCH);

  /** @param names the two axes; the two with most values unless given */
  constructor(space: ParameterSpace, names?: readonly string[]) {
    const [x, y] = chooseAxes(space.description.axes, names);
    this.#across = cellsOf(x!);
    this.#down = y === undefined ? null : cellsOf(y);
    const cells = this.#across.labels.length * (this.#down?.labels.length ?? 1);
    this.#totals = new Float64Array(cells);
    this.#counts = new Float64Array(cells);
    this.#bests = new Float64Array(cells).fill(Number.NaN);
    this.#writeCells = codeColumns(space, this.#down === null ? [this.#across] : [this.#across, this.#down]);
  }

  /**
   * Adds the points `from` to `to - 1`.
   *
   * @param scores objective of each point of the space, NaN for those that are no candidates
   */
  add(scores: Float64Array, from: number, to: number): void {
    for (let at = from; at < to; at += STRETCH) this.#addStretch(scores, at, Math.min(STRETCH, to - at));
  }

  #addStretch(scores: Float64Array, from: number, length: number): void {
    const totals = this.#totals;
    const counts = this.#counts;
    const bests = this.#bests;
    const column = this.#column.subarray(0, length);
    const row = this.#row.subarray(0, length);
    this.#writeCells(from, this.#down === null ? [column] : [column, row]);
    const columns = this.#across.labels.length;
    for (let i = 0; i < length; ) {
      // Points of one cell mostly follow each other: its sums are fetched and put back once for all of them.
      const cell = row[i]! * columns + column[i]!;
      let [total, count, best] = [totals[cell]!, counts[cell]!, bests[cell]!];
      for (; i < length && row[i]! * columns + column[i]! === cell; i++) {
        const score = scores[from + i]!;
        if (Number.isNaN(score)) continue;
        total += score;
        count++;
        if (!(best >= score)) best = score;
      }
      totals[cell] = total;
      counts[cell] = count;
      bests[cell] = best;
    }
  }

  map(): HeatMap {
    const columns = this.#across.labels.length;
    const grid = (value: (cell: number) => number) =>
      Array.from({ length: this.#down?.labels.length ?? 1 }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const cell = row * columns + column;
          return this.#counts[cell] === 0 ? null : value(cell);
        }),
      );
    return {
      x: axisOf(this.#across),
      y: this.#down === null ? null : axisOf(this.#down),
      mean: grid((cell) => this.#totals[cell]! / this.#counts[cell]!),
      best: grid((cell) => this.#bests[cell]!),
    };
  }
}

function axisOf({ name, labels }: Cells): HeatMapAxis {
  return { name, labels };
}

/**
 * Whether a map can be of these parameters: asked before a search begins.
 *
 * @throws InputError for names that are not searched, or more than two
 */
export function checkMapAxes({ axes }: SpaceDescription, names: readonly string[]): void {
  const known = axes.map((axis) => axis.name);
  const issues = names.filter((name) => !known.includes(name)).map((name) => unsearched(name, known));
  if (names.length > 2)
    issues.push({
      what: `a map is of two parameters, and not of ${names.length}`,
      at: "--map",
      fix: "name two",
    });
  if (issues.length > 0) throw new InputError(issues);
}

function unsearched(name: string, known: readonly string[]): Issue {
  const nearest = nearestName(name, known);
  return {
    what: `"${name}" is none of the parameters that are searched`,
    at: "--map",
    fix: nearest === undefined ? mapFix(known) : `did you mean "${nearest}"?`,
  };
}

function mapFix(known: readonly string[]): string {
  return known.length === 1
    ? `leave it out: ${known[0]} alone is searched`
    : `name one or two of ${known.join(", ")}`;
}

function chooseAxes(axes: readonly ParameterAxis[], names?: readonly string[]): ParameterAxis[] {
  const named = names?.flatMap((name) => axes.find((axis) => axis.name === name) ?? []) ?? [];
  const length = (axis: ParameterAxis) =>
    axis.type === "list" ? axis.values.length : Number.POSITIVE_INFINITY;
  const others = axes.filter((axis) => !named.includes(axis)).toSorted((a, b) => length(b) - length(a) || 0);
  const chosen = [...named, ...others].slice(0, 2);
  return axes.length === 1 ? chosen : chosen.toSorted((a, b) => length(b) - length(a) || 0);
}

interface Cells extends HeatMapAxis {
  readonly codeOf: (value: ParamValue) => number;
}

/** A short list has a cell for each value; a longer one, and a range, is cut into equal parts. */
function cellsOf(axis: ParameterAxis): Cells {
  if (axis.type === "list" && axis.values.length <= MOST_CELLS) {
    const places = new Map(axis.values.map((value, place) => [value, place]));
    return { name: axis.name, labels: axis.values, codeOf: (value) => places.get(value)! };
  }
  if (axis.type === "list") {
    const places = new Map(axis.values.map((value, place) => [value, place]));
    const count = axis.values.length;
    const firstOf = (cell: number) => axis.values[Math.ceil((cell * count) / MOST_CELLS)]!;
    return {
      name: axis.name,
      labels: Array.from({ length: MOST_CELLS }, (_, cell) => firstOf(cell)),
      codeOf: (value) => Math.floor((places.get(value)! * MOST_CELLS) / count),
    };
  }
  const parts = axis.whole ? Math.min(MOST_CELLS, axis.max - axis.min + 1) : 10;
  const width = (axis.max - axis.min + (axis.whole ? 1 : 0)) / parts;
  return {
    name: axis.name,
    labels: Array.from({ length: parts }, (_, cell) => Number((axis.min + cell * width).toPrecision(6))),
    codeOf: (value) => Math.min(parts - 1, Math.floor(((value as number) - axis.min) / width)),
  };
}
