import { userInfo } from "node:os";
import { InputError } from "../../errors.ts";

/** Who is recorded as the author of a change: the name given, or that of the account. */
export function authorName(given: string | undefined): string {
  const name = (given ?? accountName()).trim();
  if (name !== "") return name;
  throw new InputError({ what: "nobody is named as the author", at: "--by", fix: "give a name with --by" });
}

/** A container may run under a number without a name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
