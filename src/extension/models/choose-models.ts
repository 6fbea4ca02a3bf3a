import * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import type { Services, Uses } from '../services.ts';
import { LANGUAGE_MODELS, type ModelChoice } from './model-spec.ts';
import type { Offer, OfferGroup } from './offers.ts';
import { languageModelOffers, offersOf, reachable, recordedOffers, simulatedOffers } from './offers.ts';
import { pickModels } from './pick-models.ts';
import { firstStep } from './first-step.ts';

/** What choosing models uses. */
export type ChoosingUses = Uses<'keys' | 'remembered' | 'endpoints' | 'recordings' | 'log'>;

/** What the models are chosen for. */
export interface ModelsFor {
  readonly title: string;
  /** The prompt, to offer recorded answers to it; `null` when there is none yet. */
  readonly prompt: { readonly prompt: string; readonly system: string | null } | null;
}

/** Asks which models to take and remembers them. Nothing set up yet: one step before that. `undefined` when the user went back. */
export async function chooseModels(about: ModelsFor, services: ChoosingUses): Promise<readonly Offer[] | undefined> {
  const { keys, remembered, endpoints } = services;
  const known = endpoints();
  const usable = await reachable(known, keys);
  const recorded = recordedOffers(await recordedFor(about, services));
  const languageModels = languageModelOffers();
  const onlyRecorded = usable.length === 0 && (await languageModels).offers.length === 0;
  const ticked = tickedAtFirst(onlyRecorded ? recorded.offers : [], recorded, services);
  if (onlyRecorded && !hasChosen(services)) {
    const step = await firstStep(services, recorded.offers.length > 0);
    if (step === 'back') return undefined;
    if (step === 'again') return chooseModels(about, services);
  }
  let asked: { readonly id: string | undefined } | null = null;
  const chosen = await pickModels({
    title: about.title,
    ticked,
    groups: [
      ...(recorded.offers.length > 0 ? [Promise.resolve(recorded)] : []),
      ...usable.map((endpoint) => offersOf(endpoint, keys)),
      languageModels,
      simulatedOffers(),
    ],
    providers: [...known.map(({ id }) => id), LANGUAGE_MODELS, 'simulated'],
    setKey: (endpoint) => {
      asked = { id: endpoint?.id };
    },
  });
  // The key button leaves the picker; with the key set, or not, the models are asked for again.
  const key = asked as { readonly id: string | undefined } | null;
  if (key !== null) {
    await vscode.commands.executeCommand('convergenceProbe.setApiKey', key.id);
    return chooseModels(about, services);
  }
  if (chosen) await remembered.rememberModels(chosen.map(({ spec, label }) => ({ spec, label })));
  return chosen;
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
