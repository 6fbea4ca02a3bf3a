import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import type { Uses } from '../services.ts';
import type { Recording } from '../storage/recordings.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.runs.sample;

/** Open Sample Run: published answers, shown as what they are. A file name as argument opens that one. */
export async function openSampleRun(services: Uses<'recordings' | 'runs' | 'panels'>, given: unknown): Promise<void> {
  const all = await services.recordings.all();
  const recording = all.find(({ file }) => file === given) ?? (await choose(all));
  if (!recording) return;
  const content = await readFile(recording.path);
  const run = await services.runs.openFile(content, recording.file, readSettings().analysis);
  services.panels.show(run);
}

async function choose(all: readonly Recording[]): Promise<Recording | undefined> {
  const items = all.map((recording) => {
    const { targets, trialsPerCell } = recording.record.run;
    const published = recording.provenance === null ? recording.file : words.published(recording.provenance.title);
    return {
      label: recording.prompt.replace(/\s+/g, ' ').slice(0, 100),
      description: words.size(targets.length, trialsPerCell),
      detail: published,
      recording,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.title,
    placeHolder: words.placeholder,
    matchOnDetail: true,
  });
  return chosen?.recording;
}
