import { expect, test } from 'vitest';
import { callIdIn } from './joinable.js';

test.each([
  ['Zk2vQ0yqS1mH3nB8xw7TLg', 'Zk2vQ0yqS1mH3nB8xw7TLg'],
  ['  Zk2vQ0yqS1mH3nB8xw7TLg\n', 'Zk2vQ0yqS1mH3nB8xw7TLg'],
  ['https://calls.example.com/?join=Zk2vQ0-_', 'Zk2vQ0-_'],
  ['https://calls.example.com/?user=mei&join=Zk2vQ0#x', 'Zk2vQ0'],
  ['', ''],
  ['no id at all', ''],
])('%j names the call %j', (text, id) => {
  expect(callIdIn(text)).toBe(id);
});
