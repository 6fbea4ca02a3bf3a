import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Stage } from './stage.ts';

describe('menus', () => {
  it('lie within the page, also where their button begins its row', async () => {
    for (const width of [320, 420]) {
      const stage = await Stage.open('numbers', { width });
      await stage.page.locator('.fold summary').first().click();
      await stage.settled();
      const box = await stage.page.locator('.fold .menu-box').first().boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width, `${width}: ${JSON.stringify(box)}`);
      await stage.page.keyboard.press('Escape');
      await stage.close();
    }
  });
});

describe('the menus of readings', () => {
  it('are opened, walked and chosen from with the keyboard, and say beforehand what the tally becomes', async () => {
    for (const tab of ['overview', 'answers']) {
      const stage = await Stage.open('reviews', { tab, width: 540 });
      const { page } = stage;
      await page.getByLabel('How outputs are read').focus();
      await page.keyboard.press('Enter');
      await stage.settled();
      const entries = page.locator('details[open] .preview');
      const chosen = entries.filter({ hasText: 'JSON field sentiment' });
      assert.match(await chosen.innerText(), /3 different\s+negative 47 · positive 8 · mixed 5/u);
      await page.keyboard.press('ArrowDown');
      assert.match(await page.locator(':focus').innerText(), /automatic: JSON\s+60 different/u);
      await page.keyboard.press('ArrowUp');
      assert.equal(await entries.last().evaluate((entry) => entry === document.activeElement), true);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await stage.settled();
      await page.locator('#tab-answers').getByText('3', { exact: true }).waitFor();
      assert.match(await page.getByLabel('How outputs are read').innerText(), /JSON field sentiment/u);
      // The menu has closed, and its button has the focus again.
      assert.equal(await page.locator('details[open]').count(), 0);
      assert.equal(
        await page.locator(':focus').getAttribute('aria-label'),
        'How outputs are read: JSON field sentiment',
      );
      await page.keyboard.press('Enter');
      await stage.settled();
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('details[open]').count(), 0);
      await stage.close();
    }
  });

  it('lie within the page at the end of a low one', async () => {
    const stage = await Stage.open('reviews', { width: 420, height: 420 });
    await stage.page.getByLabel('How outputs are read').click();
    await stage.settled();
    const box = await stage.page.locator('details[open] .menu-box').boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 420, JSON.stringify(box));
    await stage.close();
  });
});

describe('a file that is dropped', () => {
  it('reaches the host by its place or with its content, and text does not', async () => {
    const stage = await Stage.open('numbers');
    const said: string[] = [];
    stage.page.on('console', (message) => {
      if (message.text().startsWith('dropped')) said.push(message.text());
    });
    const drop = (carried: { readonly list?: string; readonly file?: string; readonly text?: string }) =>
      stage.page.evaluate(({ list, file, text }) => {
        const dataTransfer = new DataTransfer();
        if (list !== undefined) dataTransfer.setData('text/uri-list', list);
        if (text !== undefined) dataTransfer.setData('text/plain', text);
        if (file !== undefined) dataTransfer.items.add(new File(['target,text\na,x'], file));
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        return !document.body.dispatchEvent(event);
      }, carried);
    assert.equal(await drop({ list: 'file:///w/a.probe.json' }), true);
    assert.equal(await drop({ file: 'a.csv' }), true);
    assert.equal(await drop({ text: 'words' }), false);
    await stage.settled();
    assert.deepEqual(said, ['dropped file:///w/a.probe.json', 'dropped a.csv']);
    assert.equal(await drop({ list: 'file:///a\nfile:///b' }), true);
    await stage.page.getByRole('alert').filter({ hasText: 'one file' }).waitFor();
    await stage.close();
  });
});
