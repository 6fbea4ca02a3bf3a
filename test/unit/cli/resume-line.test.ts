import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation } from '../../../src/cli/arguments/invocation.ts';
import { analysisOptions } from '../../../src/cli/report/deliver.ts';
import { resumeLine, shellWord, type ResumeWords } from '../../../src/cli/resume-line.ts';

function wanted(...argv: string[]): ResumeWords {
  const invocation = parseInvocation(['resume', 'F', ...argv]);
  assert.equal(invocation.command, 'resume');
  return (invocation as { arguments: ResumeWords }).arguments;
}

describe('resumeLine', () => {
  it('is short where nothing was asked for', () => {
    assert.equal(resumeLine('joke.probe.json', [], wanted()), 'convergence-probe resume joke.probe.json');
    assert.equal(resumeLine('-x.json', [], null), 'convergence-probe resume ./-x.json');
  });

  it('repeats what the run was given, so that parsing it gives the same', () => {
    const argv = [
      ...['--recording', 'a b.probe.json', '--api-key', 'openai=MY_KEY', '--concurrency', '3', '--rate', '90/min'],
      ...['--timeout', '12.5', '--budget', '0.5', '--price', 'openai:a=0.15/0.6', '--format', 'csv'],
      ...['--extract', 'choice:A,B', '--domain=-5..5', '--group', 'exact'],
    ];
    const command = resumeLine('F', [], wanted(...argv));
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    assert.deepEqual(words.slice(0, 3), ['convergence-probe', 'resume', 'F']);
    assert.deepEqual(wanted(...words.slice(3)), wanted(...argv));
    assert.match(command, / --rate 1\.5\/s /);
  });

  it('repeats that the extractor is to be found out, where that was typed', () => {
    assert.deepEqual(analysisOptions(wanted('--extract', 'auto').report).findsExtractor, true);
    assert.ok(!('findsExtractor' in analysisOptions(wanted().report)));
    assert.match(resumeLine('F', [], wanted('--extract', 'auto')), / --extract auto$/);
    assert.doesNotMatch(resumeLine('F', [], wanted()), /extract/);
  });

  it('repeats whom to ask about meaning, with the address, which no file holds', () => {
    for (const argv of [
      ['--embed', 'mine:e 1', '--same-from', '0.85', '--base-url', 'mine=http://localhost:1/v1'],
      ['--judge', 'anthropic:j'],
      ['--embed', 'openai:e'],
    ]) {
      const command = resumeLine('F', [], wanted(...argv));
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      assert.deepEqual(wanted(...words.slice(3)), wanted(...argv), command);
    }
  });

  it('repeats the address of a key, once, and no other', () => {
    const mine = ['--base-url', 'mine=http://localhost:1/v1', '--api-key', 'mine=MINE', '--judge', 'mine:j'];
    const command = resumeLine('F', [], wanted(...mine, '--base-url', 'ollama=http://localhost:2/v1'));
    assert.equal(command.split('--base-url').length, 2);
    assert.match(command, / --base-url mine=http:\/\/localhost:1\/v1 /);
  });

  it('repeats that nothing is to be asked, where no budget says so', () => {
    for (const argv of [['--yes'], ['--yes', '--budget', '2'], ['--budget', '2'], []]) {
      const command = resumeLine('F', [], wanted(...argv));
      assert.deepEqual(wanted(...command.split(' ').slice(3)), wanted(...argv));
    }
  });

  it('writes small numbers so that they are read back', () => {
    const argv = ['--budget', '0.0000002', '--price', 'openai:a=0.0000001/0.00000025', '--rate', '0.0000001/h'];
    const words = resumeLine('F', [], wanted(...argv)).split(' ');
    assert.deepEqual(words.slice(3, 5), ['--rate', '0.0000001/h']);
    assert.deepEqual(wanted(...words.slice(3)), wanted(...argv));
  });

  it('writes a rate with the fewest digits', () => {
    for (const rate of ['5/s', '7/min', '100/h', '0.1/s']) {
      assert.ok(resumeLine('F', [], wanted('--rate', rate)).endsWith(` --rate ${rate}`), rate);
    }
  });
});

describe('shellWord', () => {
  it('quotes what a shell would take apart', () => {
    assert.equal(shellWord('a/b-c_1.probe.json', 'linux'), 'a/b-c_1.probe.json');
    assert.equal(shellWord("it's $HOME.json", 'linux'), `'it'\\''s $HOME.json'`);
    assert.equal(shellWord('~/x', 'linux'), "'~/x'");
    assert.equal(shellWord('', 'linux'), "''");
    assert.equal(shellWord('C:\\a b\\c.json', 'win32'), '"C:\\a b\\c.json"');
    assert.equal(shellWord('C:\\a\\c.json', 'win32'), 'C:\\a\\c.json');
  });
});
