import { showUntitledDesign } from './show-untitled.ts';

/** Show Example Probe File: one that shows what it can say, not saved yet. */
export async function newProbeFile(): Promise<void> {
  const { NEW_DESIGN } = await import('../designs.ts');
  await showUntitledDesign('new', NEW_DESIGN);
}
