import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../src/core/analysis/summarize.ts';
import { json } from '../../src/core/export/json.ts';
import { buildProbeFile } from '../../src/core/run-file/run-file.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import { secondBatch } from '../support/pages/batches.ts';
import { galleryFrame } from './gallery-frame.ts';
import { openRunFile, openTab } from './probe.ts';
import { BUTTONS, GALLERY } from '../../webview/text/strings.ts';

/** 750 pages of three models under five conditions, opened as somebody's run file. */

describe('a run of pages under several conditions', () => {
  let session: Session;
  before(async () => {
    const record = secondBatch();
    const file = [...json.pieces(buildProbeFile(record, summarize(record, DEFAULT_ANALYSIS)))].join('');
    session = await Session.start({ files: { 'build-something.probe.json': file } });
  });
  after(async () => {
    await session.stop();
  });

  it('says on the Conditions tab what moved, and marks it', () =>
    session.step('conditions', async (workbench) => {
      await openRunFile(workbench, 'build-something.probe.json');
      await workbench.runCommand('View: Close Primary Side Bar');
      const panel = workbench.webview();
      await panel.locator('.head').getByText('750 of 750 answered').waitFor();
      await openTab(workbench, 'Conditions');
      await panel.getByText('“anti-default” moves the medium').first().waitFor();
      const row = panel.getByRole('row').filter({ hasText: 'Canvas 2D' }).first();
      await row.waitFor();
      const cells = await row.getByRole('cell').or(row.getByRole('gridcell')).allInnerTexts();
      assert.match(cells.join(' | '), /51% \| 49% \| 1%\s*●/);
      await workbench.screenshot(path.join(resultsFolder(), 'conditions.png'));
    }));

  it('counts what the pages are made of', () =>
    session.step('traits', async (workbench) => {
      await openTab(workbench, 'Traits');
      await workbench.webview().getByRole('row').filter({ hasText: 'Canvas 2D' }).first().waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'traits.png'));
    }));

  it('opens the gallery of its pages', () =>
    session.step('pages-gallery', async (workbench) => {
      await workbench.webview().getByRole('button', { name: BUTTONS.gallery, exact: true }).click();
      const gallery = await galleryFrame(workbench);
      await gallery.getByText(GALLERY.pages(750, 750)).waitFor();
      // So many pages start only on a click: each is shown by what it says of itself.
      await gallery.locator('.thumb').nth(20).waitFor();
      const thumbs = await gallery.locator('.thumb').allInnerTexts();
      assert.ok(
        thumbs.every((thumb) => /Run/.test(thumb)),
        thumbs[0],
      );
      assert.ok(thumbs.some((thumb) => /Tidal Memory/.test(thumb)));
      await gallery.getByLabel('All conditions').selectOption({ label: 'anti-default' });
      await gallery.getByText(GALLERY.matching(150, 750)).waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'pages-gallery.png'));
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    assert.deepEqual(session.workbench.problems.external, []);
  });
});
