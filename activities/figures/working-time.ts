/** '260 jam 30 menit kerja' of working milliseconds. A working day has no fixed length, so hours are the largest unit. */
export function sayWorkingTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (ms > 0 && minutes === 0) return 'kurang dari 1 menit kerja';
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours} jam ` : ''}${minutes % 60} menit kerja`;
}
