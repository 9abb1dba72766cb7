/**
 * What `Given` must be, beside a `Shape`, to have none but the fields of that shape at any depth.
 *
 * TypeScript compares what a function returns with what is expected, but lets fields pass that are not expected: in
 * `rules: ({ hold }) => [{ ..., overlp: "extend" }]` it finds no fault. So the rules' own type is inferred, and each
 * field that a rule does not have is asked to be a {@link NoSuchField}, which nothing is.
 */
export type Exactly<Shape, Given> = [Shape] extends [Given]
  ? unknown
  : Given extends (...all: never) => unknown
    ? unknown
    : Given extends readonly unknown[]
      ? { readonly [Place in keyof Given]: Exactly<ItemOf<Shape>, Given[Place]> }
      : Given extends object
        ? {
            readonly [Key in keyof Given]: Key extends KeyOf<Shape>
              ? Exactly<NonNullable<FieldOf<Shape, Key>>, Given[Key]>
              : NoSuchField<Key, KeyOf<Shape>>;
          }
        : unknown;

/** The type of a field that there is not, beside those that there are. `edict run` names the one that may have been meant. */
export interface NoSuchField<Field, Fields> {
  readonly [noSuchField]: readonly [Field, Fields];
}
declare const noSuchField: unique symbol;

/** Of a union: the items, names and fields of all its members. */
type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : never;
type KeyOf<Shape> = Shape extends unknown ? keyof Shape : never;
type FieldOf<Shape, Key> = Shape extends unknown ? (Key extends keyof Shape ? Shape[Key] : never) : never;
