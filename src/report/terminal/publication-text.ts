import type { Publication } from "../../signals/policy-signal.ts";

/**
 * When a signal was published, and what that time rests on.
 *
 * @example publicationText({ date: "2025-02-17", time: "14:30", session: null, basis: "stamp" }) // => "2025-02-17 14:30 (stamp)"
 */
export function publicationText({
  date,
  time,
  session,
  basis,
}: Pick<Publication, "date" | "time" | "session" | "basis">): string {
  return `${date} ${time ?? session} (${basis})`;
}
