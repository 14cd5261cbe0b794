/** Without what XML 1.0 and iCalendar cannot hold: control characters but tab and line end, and halves of surrogate pairs. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '').replace(/\r\n?/g, '\n');
}
