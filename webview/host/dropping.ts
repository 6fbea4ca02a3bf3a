import { DROP_LIMIT, NAME_LIMIT, URI_LIMIT } from '../../src/protocol/limits.ts';
import type { DroppedFile } from '../../src/protocol/messages.ts';
import { SAID } from '../text/strings.ts';

/** Files that are dropped on the panel. The page hands over where they lie or what is in them; the host decides. */

/** Lists of places: the editor's own, and the one that file managers and links fill. */
const EDITOR_LIST = 'application/vnd.code.uri-list';
const COMMON_LIST = 'text/uri-list';

/** Who hears of it. */
export interface DropHearing {
  readonly open: (dropped: DroppedFile) => void;
  /** One sentence that says why it is not opened. */
  readonly refuse: (sentence: string) => void;
  /** Whether something that can be dropped is above the page now. */
  readonly hover: (isOver: boolean) => void;
}

/** What a drop is read from; a part of `DataTransfer`. */
export interface Carried {
  readonly types: readonly string[];
  readonly files: ArrayLike<Pick<File, 'name' | 'size' | 'arrayBuffer'>>;
  getData(type: string): string;
}

/** Listens for drops in the whole page. */
export function listenForDrops(page: EventTarget, hearing: DropHearing): void {
  const over = (event: Event): void => {
    const { dataTransfer } = event as DragEvent;
    if (dataTransfer === null || !isFileDrag(dataTransfer)) return;
    // Without this the browser takes no drop, or opens the file in place of the page.
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    hearing.hover(true);
  };
  page.addEventListener('dragenter', over);
  page.addEventListener('dragover', over);
  page.addEventListener('dragleave', (event) => {
    if ((event as DragEvent).relatedTarget === null) hearing.hover(false);
  });
  page.addEventListener('drop', (event) => {
    hearing.hover(false);
    const { dataTransfer } = event as DragEvent;
    if (dataTransfer === null || !isFileDrag(dataTransfer)) return;
    event.preventDefault();
    void takeDrop(dataTransfer, hearing);
  });
}

/** Whether files are dragged, as far as that shows before they are dropped; text that is dragged within the page is none. */
export function isFileDrag({ types }: Pick<Carried, 'types'>): boolean {
  return [EDITOR_LIST, COMMON_LIST, 'Files'].some((type) => types.includes(type));
}

/** Hands over the one file that was dropped, or says why not. */
export async function takeDrop(carried: Carried, hearing: Pick<DropHearing, 'open' | 'refuse'>): Promise<void> {
  // The data is gone once the event is over, so all of it is looked at before anything is waited for. The content of a file
  // goes before the common list: the host may be on another machine than the file.
  const fromEditor = placesOf(carried.getData(EDITOR_LIST));
  const files = fromEditor.length > 0 ? [] : Array.from(carried.files);
  const places = fromEditor.length + files.length > 0 ? fromEditor : placesOf(carried.getData(COMMON_LIST));
  const [place] = places;
  const [file] = files;
  if (places.length + files.length > 1) hearing.refuse(SAID.dropOne);
  else if (place !== undefined && place.length <= URI_LIMIT) hearing.open({ uri: place });
  else if (file !== undefined) await takeFile(file, hearing);
  else hearing.refuse(SAID.dropFile);
}

async function takeFile(
  file: Carried['files'][number],
  { open, refuse }: Pick<DropHearing, 'open' | 'refuse'>,
): Promise<void> {
  if (file.size > DROP_LIMIT) {
    refuse(SAID.dropSmaller(DROP_LIMIT / 1024 / 1024));
    return;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    open({ name: file.name.slice(-NAME_LIMIT), bytes });
  } catch {
    refuse(SAID.dropUnreadable);
  }
}

/** RFC 2483: a place a line, lines that begin with # are remarks. */
function placesOf(list: string): readonly string[] {
  return list
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
