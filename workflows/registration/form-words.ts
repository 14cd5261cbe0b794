/** Labels of the form as it is stored in words; whoever must name a user's firm or agency finds the line by them. */
export const formLabels = { company: 'Nama usaha', agency: 'Instansi', reference: 'Pendaftaran daring di SPSE', remarks: 'Keterangan' } as const;

/** One line of the form; null: not given. Remarks come last and may hold anything, so nothing is read from there on. */
export function formLine(words: string, label: keyof typeof formLabels): string | null {
  const [lines = ''] = `\n${words}`.split(`\n${formLabels.remarks}: `);
  const head = `${formLabels[label]}: `;
  return lines.split('\n').find((line) => line.startsWith(head))?.slice(head.length) ?? null;
}
