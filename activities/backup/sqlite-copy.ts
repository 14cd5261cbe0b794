/**
 * A process of its own, because SQLite of Node blocks the thread that it runs on: `copy FROM TO` writes a whole copy of a data file that another
 * process has open, `check FILE` reads a copy through. Ends with 1 when that cannot be done, with 2 when there is no room.
 */
import { DatabaseSync } from 'node:sqlite';

const [act, file = '', to = ''] = process.argv.slice(2);
const full = 13;
try {
  // Who writes the file holds it for moments only.
  const database = new DatabaseSync(file, {
    readOnly: true, timeout: 10_000,
    // Temporal's own schema has strings in double quotes.
    enableDoubleQuotedStringLiterals: true,
  });
  if (act === 'copy') {
    // It is read again before anybody relies on it, and Sigap stands still meanwhile.
    database.exec('pragma synchronous = off');
    database.prepare('vacuum into ?').run(to);
  } else {
    const found = database.prepare('pragma integrity_check').all();
    if (found.length !== 1 || found[0]?.integrity_check !== 'ok') process.exitCode = 1;
  }
  database.close();
} catch (error) {
  process.exitCode = (error as { errcode?: number }).errcode === full ? 2 : 1;
}
