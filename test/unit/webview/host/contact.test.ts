import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contact } from '../../../../webview/host/contact.ts';

function setUp(): {
  readonly contact: Contact;
  readonly said: string[];
  readonly state: { awaited: boolean };
  /** Lets this many looks go by. */
  readonly pass: (looks: number) => void;
} {
  const said: string[] = [];
  const state = { awaited: true };
  let next: () => void = () => assert.fail('nothing is planned');
  const contact = new Contact({
    isAwaited: () => state.awaited,
    ask: () => said.push('ask'),
    onChange: () => said.push('change'),
    later: (work) => (next = work),
  });
  const pass = (looks: number): void => {
    for (let look = 0; look < looks; look++) next();
  };
  return { contact, said, state, pass };
}

test('a host that is asked and says nothing is lost after four looks', () => {
  const { contact, said, pass } = setUp();
  pass(3);
  assert.equal(contact.isLost, false);
  pass(1);
  assert.equal(contact.isLost, true);
  assert.deepEqual(said, ['ask', 'ask', 'ask', 'change', 'ask']);
});

test('a word in between begins the count anew, and a later one brings the contact back', () => {
  const { contact, said, pass } = setUp();
  pass(3);
  contact.heard();
  pass(3);
  assert.equal(contact.isLost, false);
  pass(1);
  assert.equal(contact.isLost, true);
  contact.heard();
  assert.equal(contact.isLost, false);
  assert.equal(said.filter((what) => what === 'change').length, 2);
});

test('a host that owes nothing may be silent, and is not asked', () => {
  const { contact, said, state, pass } = setUp();
  state.awaited = false;
  pass(20);
  assert.equal(contact.isLost, false);
  assert.deepEqual(said, []);
  state.awaited = true;
  pass(3);
  assert.equal(contact.isLost, false);
});

test('a lost host is asked on until it answers, whatever is awaited', () => {
  const { said, state, pass } = setUp();
  pass(4);
  state.awaited = false;
  said.length = 0;
  pass(2);
  assert.deepEqual(said, ['ask', 'ask']);
});
