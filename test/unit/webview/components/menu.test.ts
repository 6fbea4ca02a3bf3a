import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftInto } from '../../../../webview/components/menu.ts';

test('a menu is moved into the page, and no further', () => {
  assert.equal(shiftInto({ left: 100, right: 250 }, 540), 0);
  assert.equal(shiftInto({ left: -30, right: 120 }, 540), 34, 'cut off on the left');
  assert.equal(shiftInto({ left: 450, right: 600 }, 540), -64, 'cut off on the right');
  assert.equal(shiftInto({ left: 100, right: 900 }, 540), -96, 'wider than the page: its beginning is seen');
});
