import * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import { kindOf } from '../log.ts';
import type { Uses } from '../services.ts';
import { cutOffSentence, findCutOff } from './cut-off.ts';
import { STRINGS } from '../strings.ts';

type OfferUses = Uses<'context' | 'log' | 'store' | 'panels' | 'runs'>;

/** Panels of the last window come back first, and a run of theirs needs no offer. Ms. */
const PATIENCE_MS = 3_000;
const OFFERED = 'offeredCutOff';

/** Offers a run that was cut off, once, a moment after the start. */
export function offerCutOffSoon(services: OfferUses): vscode.Disposable {
  const timer = setTimeout(() => {
    offerCutOff(services).catch((error: unknown) => {
      services.log.warn(`Runs that were cut off could not be looked for (${kindOf(error)}).`);
    });
  }, PATIENCE_MS);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

async function offerCutOff({ context, store, panels, runs }: OfferUses): Promise<void> {
  const state = context.workspaceState;
  const offered = state.get<readonly string[]>(OFFERED) ?? [];
  const kept = await store.list();
  const found = await findCutOff({
    runs: kept,
    offered,
    isShown: (run) => runs.isOpen(run.key) || panels.showsLike(run),
    read: (key) => store.read(key),
  });
  const [latest] = found;
  if (!latest) return;
  const still = offered.filter((key) => kept.some((run) => run.key === key));
  await state.update(OFFERED, [...still, ...found.map(({ key }) => key)]);
  const { open } = STRINGS.runs.cutOff;
  const pressed = await vscode.window.showInformationMessage(cutOffSentence(latest), open);
  const run = pressed === open ? await runs.find(latest.key, readSettings().analysis) : null;
  if (run) panels.show(run);
}
