import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import schema from '../../../../media/probe-file.schema.json' with { type: 'json' };
import colours from '../../../../media/recordings/colours.probe.json' with { type: 'json' };
import fruits from '../../../../media/recordings/fruits.probe.json' with { type: 'json' };
import jokes from '../../../../media/recordings/jokes.probe.json' with { type: 'json' };
import numbers from '../../../../media/recordings/numbers.probe.json' with { type: 'json' };
import { STATISTICS } from '../../../../src/core/statistics/figures/registry.ts';
import { TEXT_STATISTICS } from '../../../../src/core/analysis/texts/registry.ts';
import type { ProbeFile } from '../../../../src/core/model/report.ts';
import { grouping } from '../semantic/support.ts';
import { jsonSchemas } from '../../../../scripts/build/json-schemas.ts';
import { fileOf, mixedRun } from './sample-file.ts';

const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
const accepts = (file: unknown) => assert.ok(validate(file), JSON.stringify(validate.errors));
const plain = (file: ProbeFile) => JSON.parse(JSON.stringify(file)) as Record<string, Record<string, unknown>>;

/** Every member that an object schema of the given name declares. */
const members = (name: keyof typeof schema.definitions): readonly string[] =>
  Object.keys((schema.definitions[name] as unknown as { properties: object }).properties);

describe('the published schema', () => {
  it('is what the schemas of the program make', () => {
    assert.deepEqual(schema, JSON.parse(jsonSchemas().get('probe-file.schema.json')!), 'run: npm run build');
  });

  it('describes what a name does not tell', () => {
    const undescribed = Object.entries(schema.definitions).filter(([, definition]) => !('description' in definition));
    assert.deepEqual(undescribed.map(([name]) => name).sort(), ['featureCell', 'testFamily', 'titleTally']);
    assert.match(schema.definitions.trial.properties.latencyMs.description, /Milliseconds/);
    assert.equal(schema.definitions.trial.properties.truncated.default, false);
    assert.deepEqual(schema.definitions.pair.properties.verdict.enum, ['differ', 'undecided', 'alike', null]);
  });

  it('takes the recordings and fresh reports', () => {
    for (const file of [jokes, fruits, colours, numbers]) accepts(file);
    accepts(plain(fileOf(mixedRun())));
    const record = mixedRun();
    const second = { ...record.run.conditions[0]!, id: 'pairs', control: false };
    accepts(plain(fileOf({ ...record, run: { ...record.run, conditions: [...record.run.conditions, second] } })));
  });

  it('takes prices, and refuses ones that are none', () => {
    const priced = (changes: object) => {
      const { run, ...rest } = plain(fileOf(mixedRun()));
      const price = { inputPerMillion: 0.1, outputPerMillion: 0, name: 'test:a', source: 'table', ...changes };
      const design = { file: 'a.probe.yaml' };
      const said = { design, continuedAt: '2026-02-01T12:00:00.000Z', endNote: 'the budget of $0.50 is used up' };
      return { ...rest, run: { ...run, prices: { 'test:a': price }, ...said } };
    };
    accepts(priced({}));
    for (const changes of [{ inputPerMillion: -1 }, { outputPerMillion: '1' }, { name: null }, { source: 'file' }]) {
      assert.equal(validate(priced(changes)), false, JSON.stringify(changes));
    }
    for (const member of ['prices', 'continuedAt', 'endNote', 'design'])
      assert.ok(members('run').includes(member), member);
  });

  it('takes what was found out about meaning, and refuses what is none', () => {
    const semantic = grouping({ same: [{ answers: ['a', 'b'], similarity: [1, 0.93] }] });
    const said = (changes: object) => ({
      ...plain(fileOf({ ...mixedRun(), semantic })),
      semantic: { ...semantic, ...changes },
    });
    accepts(said({}));
    accepts(said({ method: 'judge', threshold: null, same: [{ answers: ['a', 'b'], similarity: null }] }));
    for (const changes of [
      { method: 'oracle' },
      { usage: null },
      { same: [{ answers: ['a'] }] },
      { compared: undefined },
    ]) {
      assert.equal(validate(JSON.parse(JSON.stringify(said(changes)))), false, JSON.stringify(changes));
    }
    for (const member of Object.keys(semantic)) assert.ok(members('semantic').includes(member), member);
  });

  it('refuses what is wrong', () => {
    const without = (path: readonly string[]) => {
      const copy = plain(fileOf(mixedRun()));
      const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as typeof at, copy);
      Reflect.deleteProperty(parent, path.at(-1)!);
      return copy;
    };
    for (const path of [
      ['run'],
      ['run', 'targets'],
      ['trials', '0', 'text'],
      ['report', 'insight'],
      ['report', 'pooled', 'entropy', 'n'],
      ['report', 'groups', '0', 'members'],
    ]) {
      assert.equal(validate(without(path)), false, path.join('.'));
    }
    assert.equal(validate({ ...plain(fileOf(mixedRun())), schemaVersion: 2 }), false);
  });

  it('knows every member that is written', () => {
    const { run, trials, report } = fileOf(mixedRun());
    const known = (value: object, name: keyof typeof schema.definitions) => {
      for (const key of Object.keys(value)) assert.ok(members(name).includes(key), `${name}.${key}`);
    };
    known(run, 'run');
    trials.forEach((trial) => known(trial, 'trial'));
    known(report, 'report');
    known(report.groups[0]!, 'group');
    known(report.cells[0]!, 'cell');
    known(report.readings[0]!, 'reading');
    known(report.between!, 'between');
    known(report.numbers!.pooled, 'numberReport');
    assert.deepEqual(
      Object.keys(report.pooled),
      [...STATISTICS, ...TEXT_STATISTICS].map(({ id }) => id),
    );
  });
});
