import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pressing } from '../../../../webview/state/pressing.ts';

test('one button at a time can change what is sent', () => {
  const pressing = new Pressing();
  const press = pressing.begin('resume', false);
  assert.equal(pressing.press, press);
  assert.equal(pressing.begin('run-more', false), null);
  assert.notEqual(pressing.begin('export', false), null, 'what only opens something can be pressed meanwhile');
  assert.equal(pressing.press, press);
});

test('a press is over with the first snapshot that shows its effect', () => {
  const pressing = new Pressing();
  pressing.begin('resume', false);
  pressing.snapshot(false);
  assert.notEqual(pressing.press, null, 'this snapshot was on its way already');
  pressing.snapshot(true);
  assert.equal(pressing.press, null);
});

test('once the host has answered, any snapshot ends it', () => {
  const pressing = new Pressing();
  const press = pressing.begin('stop', true)!;
  pressing.snapshot(true);
  assert.equal(pressing.press, press);
  pressing.answered(press);
  pressing.snapshot(true);
  assert.equal(pressing.press, null);
});

test('a refusal is said until the next press, or until it was read', () => {
  const pressing = new Pressing();
  const refuse = (): void => pressing.refused(pressing.begin('resume', false)!, 'The key is missing.');
  refuse();
  assert.deepEqual([pressing.press, pressing.problem], [null, 'The key is missing.']);
  pressing.snapshot(false);
  assert.equal(pressing.problem, 'The key is missing.', 'a snapshot alone does not take it away');
  pressing.dismiss();
  assert.equal(pressing.problem, '');
  refuse();
  pressing.begin('export', false);
  assert.equal(pressing.problem, '');
});

test('a press whose question was answered with no can be repeated, and a late reply to it changes nothing', () => {
  const pressing = new Pressing();
  const first = pressing.begin('run-more', false)!;
  pressing.answered(first);
  pressing.release(first);
  const second = pressing.begin('run-more', false)!;
  pressing.release(first);
  pressing.answered(first);
  pressing.snapshot(false);
  assert.equal(pressing.press, second);
  pressing.clear();
  assert.equal(pressing.press, null);
});

test('what went wrong with something else than a press stands until it is dismissed, and holds no button', () => {
  const pressing = new Pressing();
  pressing.complain('Drop one file at a time.');
  assert.equal(pressing.problem, 'Drop one file at a time.');
  assert.equal(pressing.press, null);
  pressing.dismiss();
  assert.equal(pressing.problem, '');
});
