/** Progress for the operator, one line each, in Bahasa Indonesia. */
export type Say = (line: string) => void;

export const silent: Say = () => {};

/** Repeats a line while slow work goes on, so that nobody takes it for stuck. `detail` is read at each repeat. */
export async function saying<T>(say: Say, line: string, work: () => Promise<T>, detail: () => string = () => '', everyMs = 15_000): Promise<T> {
  const started = Date.now();
  say(line);
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`${line} (${seconds} detik${detail()})`);
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
