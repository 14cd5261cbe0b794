/** An office file with one more day off. */
export const dayOff = (date: string) => (yaml: string): string => yaml.replace('\nparameters:', `
daysOff:
  - { date: ${date}, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-01-15 } }

parameters:`);
