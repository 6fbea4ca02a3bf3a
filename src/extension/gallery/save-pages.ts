import * as vscode from 'vscode';
import type { GalleryChoice } from '../../core/gallery/gallery-pages.ts';
import type { TrialKey } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { saveAs } from '../files/save-as.ts';
import { writeFile } from '../files/write-file.ts';
import { fileName } from './file-names.ts';
import { type ChosenFolder, named, type PagesOfRun, saveAll, type SaveAllHost } from './save-all.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.gallery;

/** Asks where to, and writes one page as the model wrote it: without the policy that it has in the gallery. */
export async function savePage(run: PagesOfRun, key: TrialKey): Promise<void> {
  const page = await run.page(key);
  if (page === null) throw new UsageError(words.gone);
  await saveAs({
    title: words.saveTitle,
    kind: page.kind === 'svg' ? words.drawing : words.page,
    name: fileName(named(run, key, page.kind)),
    bytes: new TextEncoder().encode(page.text),
  });
}

/** Asks for a folder, and writes all pages that match into it. */
export async function saveAllPages(run: PagesOfRun, wish: GalleryChoice): Promise<void> {
  await saveAll(run, wish, HOST);
}

const HOST: SaveAllHost = {
  chooseFolder: async (count) => {
    const chosen = await vscode.window.showOpenDialog({
      title: words.saveAllTitle(count),
      openLabel: words.saveHere,
      canSelectFiles: false,
      canSelectFolders: true,
    });
    return chosen?.[0] === undefined ? null : folderAt(chosen[0]);
  },
  askAboutFiles: async (count) => {
    const { taken, replace, others } = words;
    const pressed = await vscode.window.showWarningMessage(taken(count), { modal: true }, replace, others);
    return pressed === undefined ? null : pressed === replace ? 'replace' : 'others';
  },
  showProgress: async (work) => {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: words.saving,
      cancellable: true,
    };
    await vscode.window.withProgress(options, (progress, cancellation) =>
      work(
        (done, of) => {
          progress.report({ message: words.progress(done, of), increment: 100 / of });
        },
        () => cancellation.isCancellationRequested,
      ),
    );
  },
  say: (sentence) => void vscode.window.showInformationMessage(sentence),
};

function folderAt(uri: vscode.Uri): ChosenFolder {
  const { fs, asRelativePath } = vscode.workspace;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(uri, name);
  return {
    label: asRelativePath(uri),
    has: async (name) =>
      fs.stat(at(name)).then(
        () => true,
        () => false, // not there
      ),
    write: async (name, bytes) => writeFile(at(name), bytes),
  };
}
