/** One value of a form that was sent: boxes and a field of one name come as several, and become lines. */
export function sentValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sentValue).filter((one) => one !== '').join('\n');
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
