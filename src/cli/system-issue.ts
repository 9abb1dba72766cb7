import type { Issue } from "../errors.ts";

/** What to do about the refusals of an operating system that a user meets. */
const FIXES: Readonly<Record<string, string>> = {
  EACCES: "give yourself the right to it, or name another place (--out, EDICT_HOME)",
  EPERM: "give yourself the right to it, or name another place (--out, EDICT_HOME)",
  EROFS: "name a place that can be written (--out, EDICT_HOME)",
  ENOSPC: "make room on the disk; what was there before is untouched",
  EDQUOT: "make room within your quota; what was there before is untouched",
  EFBIG: "name a smaller file",
  EISDIR: "name a file; this is a folder",
  ENOTDIR: "check the path; a part of it is a file and not a folder",
  ENOENT: "check the path",
  ENAMETOOLONG: "choose a shorter name",
  ELOOP: "check the links in the path; they lead in a circle",
  EMFILE: "allow more open files (ulimit -n), or do less at once",
  ENFILE: "allow more open files, or do less at once",
  EBUSY: "close the program that uses it, and try again",
  EIO: "check the disk",
  ERR_FS_FILE_TOO_LARGE: "name a smaller file",
};

/**
 * An error of the file system in edict's words, or null if it is none. Those that a command foresees are said more
 * closely where they occur; this is for the rest, such as a disk that is full at any moment.
 */
export function systemIssue(error: unknown): Issue | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const fix = FIXES[code ?? ""];
  if (fix === undefined || (syscall === undefined && code !== "ERR_FS_FILE_TOO_LARGE")) return null;
  return { what: `the system refuses: ${error.message}`, ...(path !== undefined && { at: path }), fix };
}
