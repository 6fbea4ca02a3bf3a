import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { EXTRACTORS } from '../../src/core/extraction/registry.ts';
import { READ_EXTENSIONS } from '../../src/core/import/registry.ts';
import type { JsonSchema } from '@valibot/to-json-schema';
import { settingJson } from '../../scripts/build/json-schemas.ts';
import { read } from '../../src/core/model/lenient.ts';
import { SETTINGS, settingsSchema } from '../../src/extension/config/settings-schema.ts';

/** package.json against the code: what the editor is told and what the extension does are the same. */

type Limits = Pick<
  JsonSchema,
  'type' | 'minimum' | 'maximum' | 'exclusiveMinimum' | 'enum' | 'items' | 'additionalProperties'
>;

interface Setting extends Limits {
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly anyOf?: readonly { readonly enum?: readonly string[]; readonly pattern?: string }[];
  readonly scope?: string;
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly description: string;
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly markdown: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly jsonValidation: readonly { readonly url: string }[];
  };
}

const written = readFileSync('package.json', 'utf8');
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
/** As the editor reads it: a text that is `%key%` stands in package.nls.json. */
const manifest = JSON.parse(written, (_, value: unknown) =>
  typeof value === 'string' && /^%[^%]+%$/.test(value) ? texts[value.slice(1, -1)] : value,
) as Manifest;
const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command).sort();
const settings = Object.entries(contributes.configuration.properties);

function sources(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
}
const extension = sources('src/extension');

describe('commands in package.json', () => {
  it('offers to open files of other tools whose ending is theirs alone, and saved runs', () => {
    const common = ['json', 'jsonl', 'ndjson', 'csv', 'tsv', 'txt'];
    const names = [
      ...READ_EXTENSIONS.filter((extension) => !common.includes(extension)).map((extension) => `a.${extension}`),
      ...['a.probe.json', 'a.probe.jsonl'],
    ];
    const when = contributes.menus['explorer/context']?.find(
      ({ command }) => command === 'convergenceProbe.openRun',
    )?.when;
    const [, source = '', flags] = /^resourceFilename =~ \/(.+)\/(i?)$/.exec(when ?? '') ?? [];
    const pattern = new RegExp(source, flags);
    for (const name of names) assert.match(name, pattern);
    for (const extension of common) assert.doesNotMatch(`a.${extension}`, pattern);
  });

  it('are those that the extension registers', () => {
    const registered = [...readFileSync('src/extension/extension.ts', 'utf8').matchAll(/^ {2}(\w+): async \(\) =>/gm)];
    assert.deepEqual(registered.map(([, name]) => `convergenceProbe.${name}`).sort(), commands);
  });

  it('name the probe once each, and the one that probes a prompt comes first when "probe" is typed', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    const listed = contributes.commands
      .filter(({ command }) => !hidden.some((one) => one.command === command))
      .map(({ command, title, category }) => ({
        command,
        label: category === undefined ? title : `${category}: ${title}`,
      }));
    for (const { label } of listed) assert.ok(label.split(/probe/i).length <= 2, label);
    // The palette lists what matches in the order of its labels, letters apart from each other as well.
    const editors = { command: 'editor.action.marker.next', label: 'Go to Next Problem (Error, Warning, Info)' };
    const found = [...listed, editors]
      .filter(({ label }) => /\bprob.*e/i.test(label))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
    assert.equal(found[0]?.command, 'convergenceProbe.probe', found.map(({ label }) => label).join(', '));
    // Those of a line of the Runs view mean nothing without one.
    const ofLines = (contributes.menus['view/item/context'] ?? [])
      .map(({ command }) => command)
      .filter((name) =>
        contributes.commands.some(({ command, category }) => command === name && category === undefined),
      );
    const others = ['clearApiKey', 'clearRunFilter', 'probeFile', 'setApiKey'].map(
      (name) => `convergenceProbe.${name}`,
    );
    assert.deepEqual(hidden.map(({ command }) => command).sort(), [...new Set([...ofLines, ...others])].sort());
  });

  it('are the only ones that menus and keys name', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    for (const command of used) assert.ok(commands.includes(command), `${command} is not contributed`);
  });
});

describe('texts that the editor shows', () => {
  const keys = [...written.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);

  it('are in package.nls.json, each of them used', () => {
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
  });

  it('are nowhere else in package.json', () => {
    const plain = [...written.matchAll(/"(title|category|description|markdownDescription|altText)": "(?!%)(.+)"/g)];
    // The marketplace shows the description of the extension itself, and npm does.
    assert.deepEqual(
      plain.map(([, , text]) => text),
      [manifest.description],
    );
  });
});

const limitsOf = ({ type, minimum, maximum, exclusiveMinimum, enum: options }: Limits) => ({
  ...{ type, minimum, maximum, exclusiveMinimum, options },
});

/** The types of a value, of what is in it, and so on: "object array string". As far as they are told. */
function typesWithin({ type, items, additionalProperties }: Limits): readonly string[] {
  if (typeof type !== 'string') return [];
  const inner = type === 'array' ? items : additionalProperties;
  return [type, ...(typeof inner === 'object' ? typesWithin(inner as Limits) : [])];
}

const extractorSetting = contributes.configuration.properties['convergenceProbe.extractor']?.anyOf ?? [];

describe('settings in package.json', () => {
  it('are read in one place, by name', () => {
    const reader = readFileSync('src/extension/config/settings.ts', 'utf8');
    const read = Object.keys(SETTINGS).map((name) => `convergenceProbe.${name}`);
    assert.deepEqual(read.sort(), settings.map(([name]) => name).sort());
    const elsewhere = extension.split(/\bgetConfiguration\(/).length - reader.split(/\bgetConfiguration\(/).length;
    assert.equal(elsewhere, 0, 'settings are read outside src/extension/config/settings.ts');
  });

  it('are described and have a default', () => {
    for (const [name, setting] of settings) {
      assert.ok((setting.description ?? setting.markdownDescription ?? '').length > 20, `${name} is not described`);
      assert.ok('default' in setting, `${name} has no default`);
    }
  });

  it('have the types, limits and defaults that they are read with', () => {
    const first = read(settingsSchema, {});
    for (const [name, schema] of Object.entries(SETTINGS)) {
      const setting = contributes.configuration.properties[`convergenceProbe.${name}`]!;
      const told = limitsOf(setting);
      assert.deepEqual(told, limitsOf(settingJson(schema)), name);
      // The editor may be told more of what is in it, as of prices, whose mistakes are said elsewhere.
      const within = typesWithin(settingJson(schema));
      assert.deepEqual(typesWithin(setting).slice(0, within.length), within, `${name}: what is in it`);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, `${name}: explained values`);
      assert.deepEqual(setting.default, first[name as keyof typeof first], `${name}: default`);
    }
  });

  it('cannot be used by a folder against its reader', () => {
    const scopes = Object.fromEntries(settings.map(([name, { scope }]) => [name.split('.')[1], scope]));
    assert.equal(scopes.servers, 'machine', 'a folder could send keys and prompts elsewhere');
    assert.equal(scopes.confirmAbove, 'application', 'a folder could take the question about costs away');
    assert.equal(scopes.keepRuns, 'application', 'a folder could have runs thrown away');
    // What a folder may set counts only once it is trusted: it decides what is sent, how often, and what runs here.
    const harmless = ['convergenceProbe.codeLens', 'convergenceProbe.grouping'];
    const settable = settings.filter(([name, { scope }]) => scope === 'resource' && !harmless.includes(name));
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(
      settable.map(([name]) => name).filter((name) => !restrictedConfigurations.includes(name)),
      [],
    );
    for (const [name, { scope }] of settings) assert.match(scope ?? '', /^(resource|machine|application)$/, name);
  });

  it('offer the extractors that need no argument', () => {
    const offered = extractorSetting.find((one) => one.enum)?.enum;
    const ids = EXTRACTORS.filter(({ argument }) => argument !== 'required').map(({ id }) => id);
    assert.deepEqual([...(offered ?? [])].sort(), ['auto', ...ids].sort());
  });

  it('take the extractors with an argument', () => {
    const pattern = new RegExp(extractorSetting.find((one) => one.pattern !== undefined)?.pattern ?? '');
    for (const { id, argument } of EXTRACTORS) assert.equal(pattern.test(`${id}:a,b`), argument !== 'none', id);
    for (const wrong of ['json', 'json:', 'regex: ', 'yaml:a', 'my json:a']) assert.doesNotMatch(wrong, pattern);
  });
});

describe('files that package.json names', () => {
  it('exist', () => {
    const schemas = contributes.jsonValidation.map(({ url }) => url);
    for (const file of [manifest.main, manifest.icon, ...Object.values(manifest.bin), ...schemas]) {
      assert.ok(existsSync(file), `${file} is missing`);
    }
  });
});

describe('versions in package.json', () => {
  it('are exact for packages, and one for the editor and its types', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const [name, version] of all) assert.match(version, /^(?:npm:[a-z]+@)?\d+\.\d+\.\d+$/, name);
    assert.equal(manifest.engines['vscode'], `^${manifest.devDependencies['@types/vscode']}`);
  });
});

describe('the walkthrough', () => {
  const shipped = readFileSync('.vscodeignore', 'utf8').split('\n');
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it('has pages that exist and presses commands that are there', () => {
    for (const { description, media, completionEvents } of steps) {
      assert.ok(existsSync(media.markdown), media.markdown);
      assert.ok(shipped.includes(`!${path.dirname(media.markdown)}/**`), `${media.markdown} is not shipped`);
      const pressed = [...description.matchAll(/\(command:([\w.]+)(?:\?[^)]*)?\)/g)].map(([, command = '']) => command);
      const own = pressed.filter((command) => command.startsWith('convergenceProbe.'));
      assert.ok(own.length > 0 && own.every((command) => commands.includes(command)), description);
      // A step is ticked by what it asks for.
      for (const event of completionEvents)
        assert.ok(
          own.some((command) => event === `onCommand:${command}`),
          event,
        );
    }
  });

  it('goes from a recording over a prompt to keys', () => {
    const done = steps.flatMap(({ completionEvents }) => completionEvents);
    assert.deepEqual(
      done,
      ['openSampleRun', 'probe', 'manageKeys'].map((name) => `onCommand:convergenceProbe.${name}`),
    );
  });
});
