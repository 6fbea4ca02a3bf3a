import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import schema from '../../../../media/probe-yaml.schema.json' with { type: 'json' };
import { jsonSchemas } from '../../../../scripts/build/json-schemas.ts';
import { DESIGN_KEYS, readDesign } from '../../../../src/core/design/read-design.ts';
import { BAD, GOOD } from './corpus.ts';

// Unions of types are what YAML's scalars are.
const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

describe('the schema of probe files', () => {
  it('is what the schemas of the program make', () => {
    assert.deepEqual(schema, JSON.parse(jsonSchemas().get('probe-yaml.schema.json')!), 'run: npm run build');
  });

  for (const [name, source] of Object.entries(GOOD)) {
    it(`takes what the parser takes: ${name}`, () => {
      assert.equal(validate(parse(source)), true, JSON.stringify(validate.errors));
    });
  }

  for (const { source, beyondSchema = false } of BAD) {
    if (beyondSchema) continue;
    it(`refuses what the parser refuses: ${JSON.stringify(source.slice(0, 50))}`, () => {
      assert.equal(validate(parse(source)), false);
    });
  }

  it('has the keys of the parser, each with a description', () => {
    assert.deepEqual(Object.keys(schema.properties).sort(), [...DESIGN_KEYS].sort());
    const refs = schema.definitions as Readonly<Record<string, { readonly description?: string }>>;
    for (const [key, value] of Object.entries(
      schema.properties as Readonly<Record<string, { $ref?: string; description?: string }>>,
    )) {
      const description = value.description ?? refs[value.$ref?.split('/').at(-1) ?? '']?.description;
      assert.ok((description ?? '').length > 20, key);
    }
  });

  it('knows of no key that the parser refuses', () => {
    for (const key of Object.keys(schema.properties)) {
      const said = readDesign(`${key}: 1\n`).problems.map(({ message }) => message);
      assert.ok(!said.some((message) => message.startsWith('There is no key')), key);
    }
  });
});
