import { decodeOrThrow } from "../decode/decode-with.ts";
import { type ResultDocument, resultSchema } from "../result/result-schema.ts";
import {
  STUDY_SCHEMA_NAME,
  type StudyDocument,
  studyDocumentSchema,
} from "../result/study-document-schema.ts";
import { SWEEP_SCHEMA_NAME, type SweepDocument, sweepSchema } from "../search/sweep-schema.ts";
import {
  WALK_FORWARD_SCHEMA_NAME,
  type WalkForwardDocument,
  walkForwardSchema,
} from "../search/walk-forward-schema.ts";
import { readJsonFile } from "./read-json-file.ts";

/** What edict writes and reads again: a run, a sweep, a study, a walk-forward; `schema` says which. */
export type EdictDocument = ResultDocument | SweepDocument | StudyDocument | WalkForwardDocument;

/**
 * Reads a document of any kind and checks it against the schema that it names.
 *
 * @throws InputError if it does not exist, is not JSON or does not keep to its schema; a file that names none of
 *   edict's schemas is read as a result, and told what it lacks
 */
export function readDocument(path: string): EdictDocument {
  const value = readJsonFile(path, "file");
  const place = { file: path };
  switch ((value as { readonly schema?: unknown } | null)?.schema) {
    case SWEEP_SCHEMA_NAME:
      return decodeOrThrow(sweepSchema, value, place);
    case STUDY_SCHEMA_NAME:
      return decodeOrThrow(studyDocumentSchema, value, place);
    case WALK_FORWARD_SCHEMA_NAME:
      return decodeOrThrow(walkForwardSchema, value, place);
    default:
      return decodeOrThrow(resultSchema, value, place);
  }
}
