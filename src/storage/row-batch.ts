import { InvariantError } from "../errors.ts";
import type { RowColumns } from "../search/evaluate-range.ts";
import { type CodedParameter, codeColumns, type ParameterSpace } from "../search/parameter-space.ts";
import { VARIANT_COLUMNS } from "../search/variant-row.ts";
import type { ParamValue } from "../strategy/param.ts";

type Arrow = typeof import("@uwdata/flechette");
type Column = Float64Array | Int32Array | Uint8Array;

/** End of an Arrow stream: the continuation mark and a length of 0. */
export const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * Memory that holds so many points' rows as a record batch of an Arrow IPC stream, ready to be written: parameters,
 * numbers and status are written to where they stand in it.
 *
 * A batch of as many rows is as long, whatever is in it. So texts are places in a dictionary, which stands in the
 * {@link streamHead}; every batch of a sweep then has its place in the file before it is there.
 */
export class RowBatch {
  /** as they stand in the stream */
  readonly bytes: Uint8Array;
  /** of the same memory; whoever evaluates writes here */
  readonly columns: RowColumns;
  readonly #params: readonly Column[];
  readonly #writeParams: ReturnType<typeof codeColumns>;

  /** @param head from {@link streamHead} */
  constructor(arrow: Arrow, space: ParameterSpace, length: number, head: Uint8Array) {
    // A shorter batch may not meet every text, and then comes after another head.
    const template =
      length >= mostValues(space)
        ? { stream: streamOf(arrow, templateColumns(arrow, space, length), 1), head: head.length }
        : templateStream(arrow, space, length);
    const { stream } = template;
    const { children } = arrow.tableFromIPC(stream);
    // Decoding gives views of the bytes it is given: what is written to them stands in the batch.
    const views = children.map((child) => (child.data[0] as unknown as { values: Column }).values);
    if (views.some((view) => view.buffer !== stream.buffer))
      throw new InvariantError({ what: "a decoded column is a copy", at: "record batch" });
    const names = parameterNames(space);
    this.#params = views.slice(0, names.length);
    this.columns = {
      numbers: views.slice(names.length, -1) as Float64Array[],
      status: views.at(-1) as Uint8Array,
    };
    this.#writeParams = codeColumns(space, codesOf(space, names));
    this.bytes = stream.subarray(template.head, stream.length - END_OF_STREAM.length);
  }

  /** Writes the parameters of the points from `from` on. */
  fillParams(from: number): void {
    const { length } = this.columns.status;
    // A boolean is a bit: its column is filled from one of numbers.
    const isPacked = (column: Column) => column instanceof Uint8Array;
    const columns = this.#params.map((column) => (isPacked(column) ? new Int32Array(length) : column));
    this.#writeParams(from, columns as (Float64Array | Int32Array)[]);
    for (const [place, column] of this.#params.entries()) {
      if (!isPacked(column)) continue;
      column.fill(0);
      for (let i = 0; i < length; i++) column[i >> 3]! |= columns[place]![i]! << (i & 7);
    }
  }
}

/** What comes before the batches of a space's rows: the schema, and the texts of parameters that are texts. */
export function streamHead(arrow: Arrow, space: ParameterSpace): Uint8Array {
  // Long enough for every text to be met.
  const { stream, head } = templateStream(arrow, space, mostValues(space));
  return stream.subarray(0, head);
}

function mostValues(space: ParameterSpace): number {
  return Math.max(...parameterNames(space).map((name) => valuesOf(space, name).length));
}

/** A stream of one batch, and how many of its bytes come before that batch. */
interface TemplateStream {
  readonly stream: Uint8Array;
  readonly head: number;
}

function templateStream(arrow: Arrow, space: ParameterSpace, length: number): TemplateStream {
  const columns = templateColumns(arrow, space, length);
  const stream = streamOf(arrow, columns, 1);
  const batch = streamOf(arrow, columns, 2).length - stream.length;
  return { stream, head: stream.length - END_OF_STREAM.length - batch };
}

type NamedColumns = (readonly [string, ReturnType<typeof templateColumn>])[];

/** Columns with every text of every axis, in the order of the axis, if they are long enough. */
function templateColumns(arrow: Arrow, space: ParameterSpace, length: number): NamedColumns {
  return [
    ...parameterNames(space).map(
      (name) => [name, templateColumn(arrow, valuesOf(space, name), length)] as const,
    ),
    ...VARIANT_COLUMNS.map((name) => [name, arrow.columnFromArray(new Float64Array(length))] as const),
    ["status", arrow.columnFromArray(new Uint8Array(length))] as const,
  ];
}

/** A stream of so many batches of the same columns, in memory that begins with its first byte. */
function streamOf(arrow: Arrow, columns: NamedColumns, batches: number): Uint8Array {
  const repeated = columns.map(([name, column]) => {
    const [batch] = column.data;
    return [name, new arrow.Column(Array.from({ length: batches }, () => batch as never))];
  });
  const table = arrow.tableFromColumns(repeated as [string, never][]);
  // A copy: columns of numbers must stand at multiples of eight.
  return (arrow.tableToIPC(table, { format: "stream" }) as Uint8Array).slice();
}

function templateColumn(arrow: Arrow, values: readonly ParamValue[], length: number) {
  const [first] = values;
  if (typeof first === "number") return arrow.columnFromArray(new Float64Array(length));
  const listed = Array.from({ length }, (_, i) => values[i % values.length]);
  const type = typeof first === "boolean" ? arrow.bool() : arrow.dictionary(arrow.utf8());
  return arrow.columnFromArray(listed, type);
}

function parameterNames({ description: { held, axes } }: ParameterSpace): string[] {
  return [...Object.keys(held), ...axes.map((axis) => axis.name)];
}

/** Values that a parameter takes; of a range its lowest. */
function valuesOf({ description: { held, axes } }: ParameterSpace, name: string): readonly ParamValue[] {
  const axis = axes.find((one) => one.name === name);
  if (axis === undefined) return [held[name]!];
  return axis.type === "list" ? axis.values : [axis.min];
}

/** A number as itself, a truth as 0 or 1, a text by its place. */
function codesOf(space: ParameterSpace, names: readonly string[]): CodedParameter[] {
  return names.map((name) => {
    const places = new Map(valuesOf(space, name).map((value, place) => [value, place]));
    const codeOf = (value: ParamValue) => (typeof value === "string" ? places.get(value)! : Number(value));
    return { name, codeOf };
  });
}
