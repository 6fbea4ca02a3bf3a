import * as vscode from 'vscode';
import type { Uses } from '../services.ts';
import { nameServer } from './name-server.ts';
import { languageModelOffers } from './offers.ts';

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
      label: '$(key) Add a key…',
      detail: 'For OpenAI, Anthropic or Google Gemini. It stays in the secret storage of VS Code.',
      take: setKey,
    },
    {
      label: '$(server) Add a server…',
      detail:
        'Any OpenAI-compatible address: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. No key needed for local ones.',
      take: async () => ((await nameServer()) ? 'again' : 'back'),
    },
    {
      label: "$(copilot) Use VS Code's language models",
      detail: 'The models of GitHub Copilot and of other extensions. No key of your own needed.',
      take: useLanguageModels,
    },
    isRecorded
      ? {
          label: '$(history) Try with recorded answers',
          detail: 'Replays published answers to this prompt. Nothing is sent anywhere.',
          take: () => Promise.resolve('pick'),
        }
      : {
          label: '$(history) Look at a recorded sample',
          detail: 'What three models answered to “Pick a random number”, fifty times each. Nothing is sent anywhere.',
          take: showSample,
        },
    {
      label: '$(beaker) Demo with made-up answers',
      detail:
        'Shows what happens with your prompt. The answers are simulated and mean nothing. Nothing is sent anywhere.',
      take: () => Promise.resolve('pick'),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'No models yet',
    placeHolder: 'How should models be reached?',
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
  const button = 'Manage Language Models';
  const said =
    problem ??
    'VS Code offers no language models yet. Sign in to GitHub Copilot or add a model provider, then probe again.';
  const pressed = await vscode.window.showInformationMessage(said, ...(canManage ? [button] : []));
  if (pressed === button) await vscode.commands.executeCommand(manage);
  return 'back';
}
