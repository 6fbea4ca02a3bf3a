import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import * as between from '../../src/core/model/between-report.ts';
import * as conditions from '../../src/core/model/conditions-report.ts';
import { numberReportSchema } from '../../src/core/model/numbers-report.ts';
import * as report from '../../src/core/model/report.ts';
import * as run from '../../src/core/model/run.ts';
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

/** The files that are published, by name, with their text. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map([['probe-file.schema.json', textOf('Convergence Probe run', report.runFileSchema, RUN_FILE)]]);
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
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'safe_integer' ? { ...withoutLimits(jsonSchema), type: 'integer' } : null,
  overrideSchema: ({ valibotSchema, jsonSchema }) => plainer(valibotSchema.type, jsonSchema),
};

/** That a number is exact goes without saying. */
function withoutLimits({ minimum: _least, maximum: _most, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** The same in fewer words, and in those that editors say most clearly. */
function plainer(type: string, schema: JsonSchema): JsonSchema | null {
  const { propertyNames: _names, additionalProperties, ...rest } = schema;
  if (type === 'record')
    return Object.keys(Object(additionalProperties)).length > 0 ? { ...rest, additionalProperties } : rest;
  if (type === 'nullable') return orNull(schema);
  if (type === 'strict_tuple' && Array.isArray(schema.items)) {
    const { items, additionalItems: _more, ...list } = schema;
    return { ...list, items: items[0]!, maxItems: items.length };
  }
  if (schema.required?.length === 0) {
    const { required: _none, ...object } = schema;
    return object;
  }
  return null;
}

function orNull(schema: JsonSchema): JsonSchema | null {
  const [inner] = schema.anyOf ?? [];
  if (typeof inner !== 'object' || typeof inner.type !== 'string') return null;
  return { ...inner, type: [inner.type, 'null'], ...(inner.enum && { enum: [...inner.enum, null] }) };
}
