import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import * as between from '../../src/core/model/between-report.ts';
import * as conditions from '../../src/core/model/conditions-report.ts';
import { numberReportSchema } from '../../src/core/model/numbers-report.ts';
import * as report from '../../src/core/model/report.ts';
import * as run from '../../src/core/model/run.ts';
import * as design from '../../src/core/design/schema.ts';
import { interval, sha256, time, type Schema } from '../../src/core/model/schema.ts';
import { statisticSchema, statisticsSchema, tallySchema } from '../../src/core/model/statistic.ts';
import { hueCountsSchema } from '../../src/core/model/words-report.ts';

type Definitions = Readonly<Record<string, Schema>>;

/** What has a name of its own in the schema of run files. */
const RUN_FILE: Definitions = {
  ...{ interval, time, sha256 },
  ...{ parameters: run.parametersSchema, trialKey: run.trialKeySchema, condition: run.conditionSchema },
  ...{ target: run.targetSchema, price: run.priceSchema, run: run.savedRunSchema, usage: run.usageSchema },
  ...{ trial: run.trialSchema, error: run.errorSchema, edit: run.editSchema, semantic: run.semanticSchema },
  ...{ counts: report.countsSchema, funnel: report.funnelSchema, statistic: statisticSchema },
  ...{ statistics: statisticsSchema, tally: tallySchema, group: report.groupSchema, cell: report.cellSchema },
  ...{ pair: between.pairSchema, targetTree: between.targetTreeSchema, between: between.betweenSchema },
  ...{ numberReport: numberReportSchema, hueCounts: hueCountsSchema, featureCell: conditions.featureCellSchema },
  ...{ conditionDifference: conditions.conditionDifferenceSchema, testFamily: conditions.testFamilySchema },
  ...{ titleTally: conditions.titleTallySchema, agreement: report.agreementSchema, insight: report.insightSchema },
  ...{ reading: report.trialReadingSchema, report: report.reportSchema },
};

/** The same in the schema of probe files. */
const PROBE_FILE: Definitions = {
  ...{ prompt: design.promptSchema, system: design.systemSchema, messages: design.messagesSchema },
  ...{ file: design.fileSchema, condition: design.conditionSchema, value: design.valueSchema },
  ...{ list: design.itemsSchema, spec: design.specSchema, temperature: design.temperatureSchema },
  ...{ maxTokens: design.maxTokensSchema, parameters: design.parametersSchema },
};

/** The files that are published, by name, with their text. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ['probe-file.schema.json', textOf('Convergence Probe run', report.runFileSchema, RUN_FILE)],
    ['probe-yaml.schema.json', textOf('Convergence Probe: probe file', design.probeFileSchema, PROBE_FILE)],
  ]);
}

/** What package.json says of a setting. */
export function settingJson(schema: Schema): JsonSchema {
  return toJsonSchema(schema, CONFIG);
}

function textOf(title: string, schema: Schema, definitions: Definitions): string {
  const made = toJsonSchema(schema, { ...CONFIG, definitions: { ...definitions } });
  const { $schema, $defs, ...rest } = made;
  const text = JSON.stringify({ $schema, title, ...rest, definitions: $defs }, null, 2);
  // Draft 7 keeps them under this name.
  return `${text.replaceAll('#/$defs/', '#/definitions/')}\n`;
}

const CONFIG: ConversionConfig = {
  // What no JSON Schema can say is left to the program.
  ignoreActions: ['check', 'raw_check', 'finite'],
  overrideAction: ({ valibotAction, jsonSchema }) => {
    if (valibotAction.type === 'safe_integer') return { ...withoutLimits(jsonSchema), type: 'integer' };
    return 'metadata' in valibotAction ? withMore(jsonSchema) : null;
  },
  overrideSchema: ({ valibotSchema, jsonSchema }) => plainer(valibotSchema.type, jsonSchema),
};

/** That a number is exact goes without saying. */
function withoutLimits(schema: JsonSchema): JsonSchema {
  const { minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
  };
}

/** What `published` adds arrives as a member of the schema. */
function withMore(schema: JsonSchema & { readonly jsonSchema?: JsonSchema }): JsonSchema {
  const { jsonSchema, ...rest } = schema;
  return { ...rest, ...jsonSchema };
}

/** The same in fewer words, and in those that editors say most clearly. */
function plainer(type: string, schema: JsonSchema): JsonSchema | null {
  if (type === 'record') return recordOf(schema);
  if (type === 'nullable') return orNull(schema);
  if (type === 'union') return oneType(schema);
  if (type === 'strict_tuple' && Array.isArray(schema.items)) {
    const { items, additionalItems: _more, ...list } = schema;
    return { ...list, items: items[0]!, maxItems: items.length };
  }
  if (schema.required?.length !== 0) return null;
  const { required: _none, ...object } = schema;
  return object;
}

function recordOf({ propertyNames, additionalProperties, ...schema }: JsonSchema): JsonSchema {
  return {
    ...schema,
    ...(Object.keys(Object(propertyNames)).length > 1 && { propertyNames }),
    ...(Object.keys(Object(additionalProperties)).length > 0 && { additionalProperties }),
  };
}

/** A text or a number: one list of types. */
function oneType(schema: JsonSchema): JsonSchema | null {
  const types = (schema.anyOf ?? []).map((option) => (isBare(option) ? option.type : undefined));
  const { anyOf: _options, ...rest } = schema;
  return types.every((type) => typeof type === 'string') ? { ...rest, type: types } : null;
}

function isBare(option: JsonSchema | boolean): option is JsonSchema {
  return typeof option === 'object' && Object.keys(option).join() === 'type';
}

function orNull(schema: JsonSchema): JsonSchema | null {
  const [inner] = schema.anyOf ?? [];
  if (typeof inner !== 'object' || typeof inner.type !== 'string') return null;
  return { ...inner, type: [inner.type, 'null'], ...(inner.enum && { enum: [...inner.enum, null] }) };
}
