import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { optionsOf } from '../../../src/core/extraction/options.ts';
import { chooseExtractor, domainOfPrompt, EXTRACTORS, parseExtractor } from '../../../src/core/extraction/registry.ts';
import type { Extractor } from '../../../src/core/extraction/extractor.ts';
import { foldText } from '../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../src/core/grouping/group-answers.ts';
import { repairMojibake } from '../../../src/core/text/mojibake.ts';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { extractorSpecs } from '../inputs/records.ts';
import { promptTexts, texts } from '../inputs/texts.ts';
import { orRefused } from '../oracles.ts';

interface Output {
  readonly prompt: string;
  readonly text: string;
  readonly spec: string;
}

/** Every extractor reads every output, of every prompt, into a part of it, and nothing hangs. */
export const extractors = fuzzer<Output>({
  name: 'extractors',
  about: 'extractors, folding and grouping of single outputs',
  inputs: (seeds) =>
    fc.oneof(
      fc.record({ prompt: promptTexts(), text: texts(), spec: extractorSpecs() }),
      fc.record({ prompt: promptTexts(), text: texts(20_000), spec: texts(400).map((pattern) => `regex:${pattern}`) }),
      fc.record({ prompt: texts(20_000), text: texts(2_000), spec: texts(400).map((options) => `choice:${options}`) }),
      ...mutatedSeeds(seeds, (seed, dice) => ({ ...seed, text: mutatedText(seed.text, dice) })),
    ),
  check({ prompt, text, spec }) {
    const { text: repaired } = repairMojibake(text);
    const folded = foldText(repaired);
    const chosen = orRefused(() => parseExtractor(spec === 'auto' ? 'whole' : spec));
    const all: readonly (readonly [Extractor, string | null])[] = [
      ...EXTRACTORS.filter(({ argument }) => argument !== 'required').map((extractor) => [extractor, null] as const),
      ...(chosen ? [[chosen.extractor, chosen.argument] as const] : []),
    ];
    for (const [extractor, argument] of all) assertExtraction(extractor, repaired, { prompt, argument });
    const { reason, extractor } = chooseExtractor(prompt, [repaired, '42']);
    assert.ok(reason.endsWith('.'), reason);
    assertExtraction(extractor, repaired, { prompt, argument: null });
    const inputs = [repaired, `${repaired}x`, folded].filter((answer, at, every) => every.indexOf(answer) === at);
    const grouped = groupAnswers(
      inputs.map((answer) => ({ text: answer, answer, count: 1, notes: [] })),
      { mode: 'lexical', kind: 'text' },
    );
    assert.equal(grouped.groupOf.length, inputs.length);
    for (const end of domainOfPrompt(prompt) ?? []) assert.ok(Number.isFinite(end), `domain ${end}`);
    assert.ok(optionsOf(prompt).length < 100);
  },
});

function assertExtraction(
  extractor: Extractor,
  text: string,
  { prompt, argument }: { readonly prompt: string; readonly argument: string | null },
): void {
  const { answer, setAside, notes, refused } = extractor.extract(text, { prompt, domain: [1, 100], argument });
  assert.ok(!refused || answer === null, `${extractor.id} has an answer that was refused`);
  assert.ok((answer?.length ?? 0) <= 2 * text.length + 100, `${extractor.id} made ${answer?.length} of ${text.length}`);
  let before = 0;
  for (const [start, end] of setAside) {
    assert.ok(
      before <= start && start < end && end <= text.length,
      `${extractor.id}: ${start} … ${end} of ${text.length}`,
    );
    before = end;
  }
  assert.ok(notes.every((note) => note.length < 500));
}
