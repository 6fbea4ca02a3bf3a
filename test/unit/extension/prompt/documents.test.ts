import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findPrompts } from '../../../../src/extension/prompt/editor-prompts.ts';
import { holesOf } from '../../../../src/extension/prompt/placeholders.ts';
import type { DraftTurn } from '../../../../src/extension/prompt/segments.ts';

/** A document with a cursor (‸) or a selection between two of them, and the prompt that is meant there. */
interface Case {
  readonly id: string;
  readonly language: string;
  readonly file: string;
  readonly text: string;
  readonly expect: {
    /** `⟦name⟧` is a placeholder, `⟦⟧` one whose name does not matter. */
    readonly prompt: string;
    readonly placeholders?: readonly (string | null)[];
    readonly system?: string;
    readonly turns?: readonly { readonly role: string; readonly text: string }[];
  };
  readonly note: string;
}

const CURSOR = '‸';

/** The turn in words; placeholders without a name where what is wanted has none. */
function said({ segments }: DraftTurn, wanted: string): string {
  const isNamed = !wanted.includes('⟦⟧');
  const write = (name: string): string => (isNamed ? `⟦${name}⟧` : '⟦⟧');
  return segments
    .map((part) => (part.kind === 'text' ? part.text : write(part.name)))
    .join('')
    .trim();
}

function check({ language, file, text, expect }: Case): void {
  const start = text.indexOf(CURSOR);
  const end = Math.max(start, text.lastIndexOf(CURSOR) - 1);
  const [first] = findPrompts({ path: file, languageId: language, text: text.replaceAll(CURSOR, ''), start, end });
  const turns = first?.turns ?? [];
  const last = turns.at(-1);
  assert.equal(last && said(last, expect.prompt), expect.prompt.trim());
  if (expect.placeholders) {
    const names = holesOf(turns).map(({ name }, at) => (expect.placeholders?.[at] === null ? null : name));
    assert.deepEqual(names, expect.placeholders);
  }
  if (expect.turns) {
    assert.deepEqual(
      turns.map((turn) => ({ role: turn.role, text: said(turn, expect.prompt) })),
      expect.turns,
    );
  }
  if (expect.system !== undefined) {
    const system = turns.filter(({ role }) => role === 'system').map((turn) => said(turn, expect.prompt));
    assert.equal(system.join('\n\n'), expect.system);
  }
}

for (const file of ['reported.json']) {
  const cases = JSON.parse(readFileSync(`test/fixtures/prompts/${file}`, 'utf8')) as readonly Case[];
  describe(`prompts in documents: ${file}`, () => {
    for (const one of cases) it(`${one.id}: ${one.note}`, () => check(one));
  });
}
