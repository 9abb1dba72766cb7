declare const noSuchField: unique symbol;

/** The type of a field that a shape does not have: nothing can be assigned to it. */
export interface NoSuchField {
  readonly [noSuchField]: never;
}

/**
 * A type with no fields that a shape does not have. The type checker looks for misspelt fields where an object is
 * written down directly, and not in what a function returns: there this type makes them a {@link NoSuchField}.
 *
 * @example Exact<{ afterSesions: number }, { afterSessions?: number }> // { readonly afterSesions: NoSuchField }
 */
export type Exact<Given, Shape> = Given extends (...inputs: never) => unknown
  ? Given
  : Given extends readonly (infer Item)[]
    ? readonly Exact<Item, ItemOf<Shape>>[]
    : Given extends object
      ? { readonly [Name in keyof Given]: ExactField<Given[Name], Shape, Name> }
      : Given;

/** A field that is never there is none: the checker gives one to each object of a list for those of the others. */
type ExactField<Field, Shape, Name> = [Field] extends [undefined]
  ? Field
  : Name extends NamesOf<Shape>
    ? Exact<Field, FieldOf<Shape, Name>>
    : NoSuchField;

type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : never;

/** Names of the fields of any member of a union. */
type NamesOf<Shape> = Shape extends unknown ? keyof Shape : never;

/** The field of that name of those members that have it. */
type FieldOf<Shape, Name> = Shape extends unknown ? (Name extends keyof Shape ? Shape[Name] : never) : never;
