const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C reaches us several times: from the terminal and from each parent that passes it on. */
const sameRequestMs = 1000;
const parentCheckMs = 1000;

/**
 * @param onSecond runs when somebody asks again because the first request takes too long
 * @returns aborted at the first request to stop; the end of our parent is one too
 */
export function stopSignal(onSecond: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const request = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > sameRequestMs) onSecond();
  };
  for (const signal of signals) process.on(signal, request);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    request();
  }, parentCheckMs);
  watch.unref();
  return controller.signal;
}
