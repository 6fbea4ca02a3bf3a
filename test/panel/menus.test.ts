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
      await stage.close();
    }
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
