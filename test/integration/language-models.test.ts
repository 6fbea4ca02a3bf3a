import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the language models for tests', () => {
  it('are offered by VS Code and answer in order', async () => {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'fake-lm', id: 'fake-b' });
    assert.ok(model, 'fake-b is not offered');
    const answers: string[] = [];
    for (let call = 0; call < 2; call++) {
      const response = await model.sendRequest([vscode.LanguageModelChatMessage.User('A number, please.')]);
      let text = '';
      for await (const part of response.text) text += part;
      answers.push(text);
    }
    assert.deepEqual(answers, ['73', '42']);
  });
});
