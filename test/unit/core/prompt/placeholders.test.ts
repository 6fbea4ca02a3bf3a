import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filled, isPlaceholderName, placeholdersIn } from '../../../../src/core/prompt/placeholders.ts';

const names = (text: string): readonly string[] => placeholdersIn(text).map(({ name }) => name);

describe('placeholders', () => {
  it('are names in braces of the usual kinds', () => {
    assert.deepEqual(names('{a} ${b} {{c}} {{ d }} {{{e}}} ${input:f:what is f?} {größe} {user.name}'), [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'größe', 'user.name'],
    ]);
    assert.deepEqual(names('{"a": 1} {{#if x}} {} { a } {1} body{color:red} {{else}} {{this}}'), []);
  });

  it('are filled in one go, so that a value is never looked through', () => {
    const values = new Map([
      ['a', '{{b}} $& {a}'],
      ['b', 'B'],
    ]);
    assert.equal(filled('{a}|${b}|{{c}}|{{{a}}}', values), '{{b}} $& {a}|B|{{c}}|{{b}} $& {a}');
  });

  it('leave a text alone that has none of the names', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(filled(text, new Map([['never0', 'x']])), text)));
  });

  it('have names that can be written in braces', () => {
    for (const name of ['a', 'a-b', 'a_1', 'a.b', 'größe', '_'])
      assert.deepEqual([isPlaceholderName(name), names(`{{${name}}}`)], [true, [name]]);
    for (const name of ['', '1a', 'a b', 'else', 'a}', '$x']) assert.equal(isPlaceholderName(name), false, name);
  });

  it('are found in hostile texts in no time', () => {
    const started = process.hrtime.bigint();
    for (const piece of ['${a:', '{{', '{{ ', '{a', '{', '{{a ']) placeholdersIn(piece.repeat(100_000 / piece.length));
    // A pattern that backtracks would take minutes; a busy machine takes a moment.
    assert.ok(Number(process.hrtime.bigint() - started) < 10e9);
  });
});
