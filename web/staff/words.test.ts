import { describe, expect, it } from 'vitest';
import { noticeWords } from '../../api/reading/notice-words.ts';
import { mailsOf } from '../../workflows/mails.ts';
import { registry } from '../../workflows/registry.ts';
import { fieldsOf, fieldWords } from './act-fields.ts';
import { actWords } from './act-words.ts';

const staffActs = Object.values(registry).flatMap(({ sop, acts }) => Object.entries(acts).filter(([, { by }]) => by === 'staff').map(([act, contract]) => ({ sop, act, contract })));

describe('the table of acts', () => {
  it('has words for every act of the people of an office, and for no other', () => {
    for (const { sop, acts } of Object.values(registry)) {
      expect(Object.keys(actWords[sop] ?? {}).sort()).toEqual(Object.keys(acts).filter((act) => acts[act]?.by === 'staff').sort());
    }
  });

  it('offers something on every kind of task, and names only kinds and states that are there', () => {
    for (const { sop, taskKinds, states } of Object.values(registry)) {
      const all = Object.values(actWords[sop] ?? {});
      expect([...new Set(all.flatMap(({ tasks }) => tasks))].sort()).toEqual(Object.keys(taskKinds).sort());
      expect(all.flatMap((words) => words.states ?? []).filter((state) => !(state in states))).toEqual([]);
    }
  });

  it('has a label for every field of a form, and for what the free text of each act is', () => {
    for (const { sop, act, contract } of staffActs) {
      const words = actWords[sop]?.[act];
      if (words?.page !== undefined) continue;
      for (const name of Object.keys(contract.body.shape).filter((field) => field !== 'taskId')) {
        expect([act, name, name in fieldWords || name in (words?.fields ?? {})]).toEqual([act, name, true]);
        if (name === 'text') expect([act, words?.text?.length ?? 0]).toEqual([act, expect.toSatisfy((length: number) => length > 3)]);
      }
    }
  });

  it('makes a large field of long words, a line of short ones, a clock of an instant, a choice of codes', () => {
    const kinds = (act: string, sop = 'problem') => fieldsOf(registry[sop]!.acts[act]!, {}, { ground: [{ value: 'a', label: 'A' }], route: [] }).map(({ name, optional, control }) => [name, control.kind, optional]);
    expect(kinds('answer')).toEqual([['text', 'words', false]]);
    expect(kinds('record-ticket')).toEqual([['text', 'line', false]]);
    expect(kinds('instruct')).toEqual([['text', 'words', false], ['until', 'time', true]]);
    expect(kinds('record-reply', 'registration')).toEqual([['outcome', 'choice', false], ['text', 'words', false]]);
    expect(kinds('extend', 'appointment')).toEqual([['until', 'date', true], ['text', 'words', false]]);
    expect(kinds('give', 'data-request')).toEqual([['cases', 'numbers', false], ['text', 'words', true]]);
    // What has nothing to choose from is not asked.
    expect(kinds('forward')).toEqual([['ground', 'choice', true], ['text', 'words', false]]);
  });
});

describe('the ledger on a page', () => {
  it('has a name for every mail', () => {
    expect(Object.values(registry).flatMap(({ sop }) => Object.keys(mailsOf(sop))).filter((template) => !(template in noticeWords))).toEqual([]);
  });
});
