import type { ApiDeps } from '../deps.ts';
import { readBoard } from './board.ts';
import type { Board } from './board.ts';
import { readMonth } from './month.ts';
import type { MonthBoard } from './month.ts';
import { createKeeper } from './keeper.ts';
import type { Kept } from './keeper.ts';

interface Boards { board(office: string): Promise<Kept<Board>>; month(office: string, code: string): Promise<Kept<MonthBoard>> }

const all = new WeakMap<ApiDeps['db'], Boards>();

/** One for page and feeds, so that they are read once. */
export function boardsOf(deps: ApiDeps): Boards {
  const known = all.get(deps.db);
  if (known) return known;
  const board = createKeeper((office) => readBoard(deps, office), deps.log);
  const month = createKeeper((key) => readMonth(deps, key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)), deps.log);
  const made: Boards = { board, month: (office, code) => month(`${office}/${code}`) };
  all.set(deps.db, made);
  return made;
}
