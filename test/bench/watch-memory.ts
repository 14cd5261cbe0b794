import { usage } from './house.ts';

/** The highest resident memory of a process from now on, in MiB. */
export function watchMemory(pid: number): { peak(): number; stop(): void } {
  let peak = 0;
  const look = () => { peak = Math.max(peak, usage(pid).rssMiB); };
  const timer = setInterval(look, 20);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}
