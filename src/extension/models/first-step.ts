import * as vscode from 'vscode';
import type { Uses } from '../services.ts';
import { nameServer } from './name-server.ts';
import { languageModelOffers } from './offers.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.models.first;

/** How to go on: ask again what there is, go to the picker with what there is, or not at all. */
export type NextStep = 'again' | 'pick' | 'back';

interface StepItem extends vscode.QuickPickItem {
  readonly take: () => Promise<NextStep>;
}

/** The sample that is shown first to whoever has no models yet. */
const FIRST_SAMPLE = 'numbers.probe.json';

/** The one step before the first probe: how models are to be reached. Without recorded answers to the prompt a sample is offered. */
export async function firstStep(services: Uses<'log'>, isRecorded: boolean): Promise<NextStep> {
  const items: readonly StepItem[] = [
    {
      label: STRINGS.models.picker.addKey,
      detail: words.addKeyDetail,
      take: setKey,
    },
    {
      label: STRINGS.models.picker.addServer,
      detail: words.addServerDetail,
      take: async () => ((await nameServer()) ? 'again' : 'back'),
    },
    {
      label: words.languageModels,
      detail: words.languageModelsDetail,
      take: useLanguageModels,
    },
    isRecorded
      ? {
          label: words.recorded,
          detail: words.recordedDetail,
          take: () => Promise.resolve('pick'),
        }
      : {
          label: words.sample,
          detail: words.sampleDetail,
          take: showSample,
        },
    {
      label: words.demo,
      detail: words.demoDetail,
      take: () => Promise.resolve('pick'),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.title,
    placeHolder: words.placeholder,
    ignoreFocusOut: true,
  });
  if (!chosen) return 'back';
  services.log.info('First step taken.');
  return chosen.take();
}

async function showSample(): Promise<NextStep> {
  await vscode.commands.executeCommand('convergenceProbe.openSampleRun', FIRST_SAMPLE);
  return 'back';
}

async function setKey(): Promise<NextStep> {
  const stored: unknown = await vscode.commands.executeCommand('convergenceProbe.setApiKey');
  return stored === true ? 'again' : 'back';
}

async function useLanguageModels(): Promise<NextStep> {
  const { offers, problem } = await languageModelOffers();
  if (offers.length > 0) return 'again';
  const manage = 'workbench.action.chat.manageLanguageModels';
  const canManage = (await vscode.commands.getCommands(true)).includes(manage);
  const buttons = canManage ? [words.manage] : [];
  const pressed = await vscode.window.showInformationMessage(problem ?? words.noLanguageModels, ...buttons);
  if (pressed === words.manage) await vscode.commands.executeCommand(manage);
  return 'back';
}
