import { beforeEach, expect, test } from 'vitest';
import { Mailbox } from './mailbox.js';

let mailbox: Mailbox;
let sent: number[];
const entry = (seq: number) => ({ seq, events: [], text: '' });
const send = ({ seq }: { seq: number }) => sent.push(seq);

beforeEach(() => {
  mailbox = new Mailbox();
  sent = [];
});

test('sends what is kept, then what came meanwhile, then what follows, each once', () => {
  mailbox.deliver(entry(4));
  mailbox.deliver(entry(5));
  expect(mailbox.open(2, [entry(3), entry(4)], send)).toBe(true);
  mailbox.deliver(entry(5));
  mailbox.deliver(entry(6));
  expect(sent).toEqual([3, 4, 5, 6]);
  expect(mailbox.lastSeq).toBe(6);
});

test('skips what came before its beginning', () => {
  mailbox.deliver(entry(7));
  mailbox.deliver(entry(8));
  mailbox.open(7, [], send);
  expect(sent).toEqual([8]);
});

test('holds a bounded number, and says when there was more', () => {
  for (let seq = 1; seq <= 513; seq += 1) mailbox.deliver(entry(seq));
  expect(mailbox.open(0, [], send)).toBe(false);
  expect(sent).toEqual([]);
});
