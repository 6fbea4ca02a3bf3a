import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTRACTORS, parseExtractor } from '../../../../src/core/extraction/registry.ts';
import { EXTRACTOR_WORDS, extractorWords, isListedExtractor } from '../../../../src/core/model/extractor-words.ts';

test('every extractor has words, and nothing else has', () => {
  assert.deepEqual(
    Object.keys(EXTRACTOR_WORDS),
    EXTRACTORS.map(({ id }) => id),
  );
});

test('what stands behind the colon is part of the words', () => {
  assert.equal(extractorWords('json:result.score'), 'JSON field result.score');
  assert.equal(extractorWords('choice:red,blue'), 'one of red, blue');
  assert.equal(extractorWords('regex:a:b\n'), 'pattern a:b\n');
  assert.equal(extractorWords('constructor'), 'constructor');
});

test('what is listed can be used as it stands', () => {
  const listed = ['json:a', ...Object.keys(EXTRACTOR_WORDS)].filter(isListedExtractor);
  for (const spec of listed) parseExtractor(spec);
  assert.equal(listed.length, EXTRACTORS.length);
  for (const spec of ['', 'regex', 'regex:a', 'choice:a,b', 'json:', 'json:a\nb', 'toString'])
    assert.equal(isListedExtractor(spec), false, spec);
});
