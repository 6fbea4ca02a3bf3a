import * as vscode from 'vscode';
import { staysOnMachine } from '../../providers/own-machine.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { addModelSet, addServer, readSettings } from '../config/settings.ts';
import type { Services, Uses } from '../services.ts';
import { LANGUAGE_MODELS, type ModelChoice } from './model-spec.ts';
import { nameServer } from './name-server.ts';
import type { Offer, OfferGroup, PriceWords } from './offers.ts';
import { priceInWords } from './price-words.ts';
import { setsFor } from './model-sets.ts';
import { languageModelOffers, localOffers, offersOf, reachable, recordedOffers, simulatedOffers } from './offers.ts';
import { pickModels } from './pick-models.ts';
import { firstStep } from './first-step.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.models.sets;
/** Longest name of a set, UTF-16 units. */
const LONGEST_NAME = 40;

/** What choosing models uses. */
export type ChoosingUses = Uses<'keys' | 'remembered' | 'endpoints' | 'recordings' | 'log' | 'pricing'>;

/** What the models are chosen for. */
export interface ModelsFor {
  readonly title: string;
  /** The prompt, to offer recorded answers to it; `null` when there is none yet. */
  readonly prompt: { readonly prompt: string; readonly system: string | null } | null;
}

/**
 * Asks which models to take and remembers them. Nothing set up yet: one step before that. `undefined` when the user went
 * back. `kept` is what was ticked when the picker was left for a key or a server.
 */
export async function chooseModels(
  about: ModelsFor,
  services: ChoosingUses,
  kept: readonly ModelChoice[] = [],
): Promise<readonly Offer[] | undefined> {
  const { keys, remembered, endpoints } = services;
  const known = endpoints();
  const prices = priceWords(services);
  const [usable, local] = await Promise.all([reachable(known, keys), found(known, keys, prices)]);
  const recorded = recordedOffers(await recordedFor(about, services));
  const languageModels = languageModelOffers();
  const onlyRecorded = usable.length + local.length === 0 && (await languageModels).offers.length === 0;
  const ticked = kept.length > 0 ? kept : tickedAtFirst(onlyRecorded ? recorded.offers : [], recorded, services);
  if (onlyRecorded && kept.length === 0 && !hasChosen(services)) {
    const step = await firstStep(services, recorded.offers.length > 0);
    if (step === 'back') return undefined;
    if (step === 'again') return chooseModels(about, services);
  }
  const picked = await pickModels({
    title: about.title,
    ticked,
    groups: [
      ...(recorded.offers.length > 0 ? [Promise.resolve(recorded)] : []),
      ...local.map((group) => Promise.resolve(group)),
      ...usable.map((endpoint) => offersOf(endpoint, keys, prices)),
      languageModels,
      simulatedOffers(),
    ],
    providers: [...known.map(({ id }) => id), LANGUAGE_MODELS, 'simulated'],
    sets: readSettings().modelSets,
    madeSets: setsFor(
      [...usable, ...local].map(({ id }) => id),
      [...usable.filter(staysOnMachine), ...local].map(({ id }) => id),
    ),
  });
  if (!picked) return undefined;
  if (picked.kind !== 'chosen') {
    if (picked.kind === 'add-key')
      await vscode.commands.executeCommand('convergenceProbe.setApiKey', picked.endpoint?.id);
    else if (picked.kind === 'add-server') await nameServer();
    else await nameSet(picked.ticked.map(({ spec }) => spec));
    return chooseModels(about, services, picked.ticked);
  }
  const chosen = picked.offers;
  for (const { id, endpoint } of local) {
    if (endpoint?.baseUrl && chosen.some(({ spec }) => spec.startsWith(`${id}:`)))
      await addServer(id, endpoint.baseUrl);
  }
  await remembered.rememberModels(chosen.map(({ spec, label }) => ({ spec, label })));
  return chosen;
}

/** Servers on the usual ports of this machine, unless the user does not want them looked for. */
async function found(
  known: readonly Endpoint[],
  keys: Services['keys'],
  prices: PriceWords,
): Promise<readonly OfferGroup[]> {
  return readSettings().findLocalServers ? localOffers(known, keys, prices) : [];
}

function priceWords({ pricing }: Uses<'pricing'>): PriceWords {
  return async ({ id: provider, baseUrl }, model) => {
    const table = await pricing.table(readSettings());
    return priceInWords(table.priceOf({ provider, model, baseUrl }, 0));
  };
}

/** Asks for a name and keeps a set of models under it. */
async function nameSet(specs: readonly string[]): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: words.title,
    prompt: words.prompt,
    placeHolder: 'small',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? null : nameProblem(text.trim())),
  });
  if (name !== undefined && name.trim() !== '') await addModelSet(name.trim(), specs);
}

function nameProblem(name: string): string | null {
  return name.length <= LONGEST_NAME ? null : words.tooLong(LONGEST_NAME);
}

async function recordedFor(
  { prompt }: ModelsFor,
  { recordings }: Uses<'recordings'>,
): ReturnType<Services['recordings']['answering']> {
  return prompt === null ? [] : recordings.answering(prompt.prompt, prompt.system);
}

/** Whether models were ever chosen here: then the way to reach them is known, or simulated ones are what is wanted. */
function hasChosen({ remembered }: Uses<'remembered'>): boolean {
  return remembered.models() !== undefined || readSettings().models.length > 0;
}

/** The last choice, or the setting before the first one, with recordings only of this prompt; `otherwise` when that leaves nothing. */
function tickedAtFirst(
  otherwise: readonly ModelChoice[],
  recorded: OfferGroup,
  { remembered }: Uses<'remembered'>,
): readonly ModelChoice[] {
  const last = remembered.models() ?? readSettings().models.map((spec) => ({ spec }));
  const held = new Set(recorded.offers.map(({ spec }) => spec));
  const possible = last.filter(({ spec }) => !spec.startsWith('recorded:') || held.has(spec));
  return possible.length > 0 ? possible : otherwise;
}
