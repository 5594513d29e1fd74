import {
  acceptCompletion,
  completionStatus,
  currentCompletions,
  startCompletion,
} from '@codemirror/autocomplete';
import { forEachDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { waitFor } from '@testing-library/react';
import { createEditor, type EditorOptions } from './createEditor';

Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => new DOMRect(),
});

const head = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\n';

function setup(text: string, options: Partial<EditorOptions> = {}) {
  const parent = document.createElement('div');
  document.body.append(parent);
  const editor = createEditor({
    parent,
    text,
    label: 'YAML',
    describedBy: 'keys',
    onChange: () => {},
    onTooLong: () => {},
    ...options,
  });
  const view = EditorView.findFromDOM(parent);
  if (!view) {
    throw new Error('no editor');
  }
  return { parent, editor, view };
}

function press(view: EditorView, key: string, keyCode: number): boolean {
  const event = new KeyboardEvent('keydown', {
    key,
    keyCode,
    bubbles: true,
    cancelable: true,
  });
  return !view.contentDOM.dispatchEvent(event);
}

afterEach(() => document.body.replaceChildren());

describe('createEditor', () => {
  it('suggests what the schema allows, and writes it', async () => {
    const text = `${head}spec:\n  http:\n    `;
    const { view } = setup(text);
    view.dispatch({ selection: { anchor: text.length } });
    startCompletion(view);
    await waitFor(() => expect(completionStatus(view.state)).toBe('active'));
    const options = currentCompletions(view.state);
    expect(options.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['match', 'route', 'timeout', 'delegate']),
    );
    const timeout = options.find(({ label }) => label === 'timeout');
    const info =
      typeof timeout?.info === 'function' && (await timeout.info(timeout));
    expect(info && 'textContent' in info && info.textContent).toContain(
      'Longest time for the whole request',
    );
    // accepting waits, so that a key pressed by chance takes nothing over
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(acceptCompletion(view)).toBe(true);
    expect(view.state.doc.toString().slice(text.length)).toMatch(/^- \w+: ?$/);
  });

  it('indents with Tab, and lets Tab go after Escape', () => {
    const { view } = setup('spec:');
    expect(press(view, 'Tab', 9)).toBe(true);
    expect(view.state.doc.toString()).toBe('  spec:');
    press(view, 'Escape', 27);
    expect(press(view, 'Tab', 9)).toBe(false);
    expect(view.state.doc.toString()).toBe('  spec:');
  });

  it('keeps Escape to itself', () => {
    const { view, parent } = setup('spec:');
    const heard = jest.fn();
    parent.addEventListener('keydown', heard);
    press(view, 'Escape', 27);
    expect(heard).not.toHaveBeenCalled();
    press(view, 'a', 65);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('marks what is wrong, unless the text has gone on', () => {
    const { editor, view } = setup('a: 1\n');
    const problem = {
      key: '1',
      severity: 'error' as const,
      message: 'No.',
      remedy: 'Do.',
      place: { line: 1, from: 0, to: 4 },
    };
    const marked = () => {
      const found: string[] = [];
      forEachDiagnostic(view.state, ({ message }, from, to) =>
        found.push(`${from}-${to} ${message}`),
      );
      return found;
    };
    editor.mark('another text', [problem]);
    expect(marked()).toEqual([]);
    editor.mark('a: 1\n', [problem]);
    expect(marked()).toEqual(['0-4 No.\nDo.']);
    editor.mark('a: 1\n', []);
    expect(marked()).toEqual([]);
  });

  it('tells what was typed, and what is too long', () => {
    const onChange = jest.fn();
    const onTooLong = jest.fn();
    const { view } = setup('a', { onChange, onTooLong });
    view.dispatch({ changes: { from: 1, insert: ': 1' } });
    expect(onChange).toHaveBeenCalledWith('a: 1');
    // 400,000 characters of three bytes
    view.dispatch({ changes: { from: 0, insert: '€'.repeat(400_000) } });
    expect(onTooLong).toHaveBeenCalledWith(1_200_004);
    expect(view.state.doc.toString()).toBe('a: 1');
    view.dispatch({ changes: { from: 0, insert: 'x'.repeat(400_000) } });
    expect(view.state.doc.length).toBe(400_004);
    expect(onTooLong).toHaveBeenCalledTimes(1);
  });

  it('shows the difference to a text, and the text alone', () => {
    const { editor, parent } = setup('a: 2\n');
    editor.compareWith('a: 1\n');
    expect(parent.querySelector('.cm-deletedChunk')?.textContent).toContain(
      'a: 1',
    );
    editor.compareWith(undefined);
    expect(parent.querySelector('.cm-deletedChunk')).toBeNull();
  });

  it('goes no further than the text', () => {
    const { editor, view } = setup('a: 1');
    editor.goTo(99);
    expect(view.state.selection.main.head).toBe(4);
    editor.destroy();
  });
});
