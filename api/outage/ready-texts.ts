/** Texts that a person posts where Sigap cannot (SVC-4, ERR-9): made from the record, changed by nobody but the reader. Pure. */

export interface OutageFacts {
  office: string;
  /** Sigap's number. */
  number: string;
  state: 'lasts' | 'over' | 'false';
  systems: string[];
  /** Local times in words. */
  since: string;
  until: string | null;
  /** What does not work and the effect. */
  effect: string | null;
  /** The last news. */
  news: string | null;
  /** The norms behind the announcement. */
  basis: string[];
  statusUrl: string;
}

interface ReadyText { title: string; body: string }

interface ReadyTexts {
  spse: ReadyText;
  whatsapp: string;
  /** null where the office's text knows no announcement there (ERR-9). */
  inaproc: ReadyText | null;
}

const joined = new Intl.ListFormat('id');

/** 'Gangguan SPSE dan Situs web LPSE' */
export function titleOf({ state, systems }: OutageFacts): string {
  return `${{ lasts: 'Gangguan', over: 'Selesainya gangguan', false: 'Ralat gangguan' }[state]} ${joined.format(systems)}`;
}

/** What there is to say, paragraph by paragraph; nothing of it advises on schedules (GOV-9). */
export function paragraphsOf(facts: OutageFacts): string[] {
  const { office, systems, since, until, effect, news, statusUrl } = facts;
  const named = joined.format(systems);
  const what = {
    lasts: `Kami sampaikan bahwa ${named} mengalami gangguan sejak ${since}. Gangguan sedang ditangani.`,
    over: `Kami sampaikan bahwa ${named} sudah berfungsi kembali${until === null ? '' : ` sejak ${until}`}. Gangguan berlangsung sejak ${since}.`,
    false: `Gangguan pada ${named} yang kami kabarkan sejak ${since} ternyata bukan gangguan. Mohon maaf atas kabar tersebut.`,
  }[facts.state];
  return [
    what, ...(effect === null || facts.state === 'false' ? [] : [`Uraian: ${effect}`]), ...(news === null ? [] : [`Kabar terbaru: ${news}`]),
    `Keadaan terbaru: ${statusUrl}`, `Demikian disampaikan. ${office}.`,
  ];
}

/** `hasInaproc`: the office's text knows an announcement on INAPROC. */
export function readyTexts(facts: OutageFacts, hasInaproc: boolean): ReadyTexts {
  const title = titleOf(facts);
  const paragraphs = paragraphsOf(facts);
  const basis = facts.basis.length === 0 ? [] : [`Dasar: ${facts.basis.join('; ')}.`];
  const formal = { title: `Pengumuman: ${title}`, body: [...paragraphs.slice(0, -1), ...basis, paragraphs.at(-1) ?? ''].join('\n\n') };
  return { spse: formal, whatsapp: [`*${title}*`, ...paragraphs].join('\n\n'), inaproc: hasInaproc ? formal : null };
}
