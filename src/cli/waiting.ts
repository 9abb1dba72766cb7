const SECOND = 1000;

/**
 * Does work that may have to wait for others, such as the network, and says so: on a terminal a line on stderr names the
 * work and counts the seconds from the first on, and is gone when the work ends. Elsewhere it is silent.
 *
 * @param label what is being done, e.g. "asking for prices"
 * @example await waiting("asking for prices", () => loadStrategyPrices(symbols, null, request))
 */
export async function waiting<Result>(
  label: string,
  work: () => Promise<Result>,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<Result> {
  if (!stream.isTTY) return work();
  let seconds = 0;
  const timer = setInterval(() => {
    seconds++;
    stream.write(`\r${label}, ${seconds} s`);
  }, SECOND);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (seconds > 0) stream.write(`\r${" ".repeat(`${label}, ${seconds} s`.length)}\r`);
  }
}
