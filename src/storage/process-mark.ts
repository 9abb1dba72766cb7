import { readFileSync, readlinkSync } from "node:fs";

/** What tells a process from every other of its machine, one that has its number later among them. */
export interface ProcessMark {
  /** of the machine's present run, and of the numbering that the process sees: a container has one of its own */
  readonly boot: string;
  readonly namespace: string;
  readonly pid: number;
  /** clock ticks from boot to the start of the process */
  readonly started: string;
}

/** The mark of a running process; null where the system does not tell, which is anywhere but on Linux. */
export function markOf(pid: number): ProcessMark | null {
  const status = statusOf(pid);
  if (status === null) return null;
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return { boot, namespace: readlinkSync("/proc/self/ns/pid"), pid, started: status.started };
  } catch {
    return null;
  }
}

/** Whether a process has surely ended. Of one on another machine, or in another container, nobody can tell. */
export function hasEnded({ boot, namespace, pid, started }: ProcessMark): boolean {
  const own = markOf(process.pid);
  if (own === null || own.boot !== boot || own.namespace !== namespace) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  const status = statusOf(pid);
  return status !== null && (status.started !== started || status.isOver);
}

/** Reads `/proc/<pid>/stat`: the name, in brackets, may hold anything, so the fields are counted behind it. */
function statusOf(pid: number): { readonly started: string; readonly isOver: boolean } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, started] = [fields[0], fields[19]];
    // A process that has ended stays as a zombie until its parent asks for its end.
    return started === undefined ? null : { started, isOver: state === "Z" || state === "X" };
  } catch {
    return null;
  }
}
