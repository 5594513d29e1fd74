import { plain, t } from '../../../__testUtils__/words';
import { diagnosticsOf } from './editor/diagnosticsOf';
import { problemWords } from './problemWords';
import { readDraft } from './readDraft';

const words = (text: string, ...more: Parameters<typeof problemWords>[3][]) =>
  problemWords(t, readDraft(text), text, ...more).map(
    ({ severity, message, place }) =>
      plain(`${severity} ${place?.line ?? '-'} ${message}`),
  );

const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace: b\n';

describe('problemWords', () => {
  it.each([
    ['', []],
    [service, []],
    ['a: 1\na: 2\n', ['error 2 The field a is written twice. Keep one.']],
    ['- a', ['error 1 An object begins with apiVersion and kind.']],
    [
      'a: 1\n---\nb: 1\n',
      ['error - There is more than one document. Keep one object.'],
    ],
    [
      '['.repeat(100),
      ['error - Lists and maps are nested deeper than 64 levels.'],
    ],
    [
      'x'.repeat(1_500_000),
      ['error - The YAML has 1.5 MB; at most 1 MB are read.'],
    ],
    [
      'kind: A',
      ['error 1 `apiVersion` is missing. The object cannot be used.'],
    ],
  ])('says of %.20j %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('says which text is no YAML, without the excerpt of the parser', () => {
    expect(words('a: [1')).toEqual([
      expect.stringMatching(/^error 1 This is no YAML: [^\n]+$/),
    ]);
  });

  it('adds what only the backend finds, the worst first and each once', () => {
    const text = service.replace('name: a', 'name: a\n  names: [b]');
    const own = readDraft(text);
    const known =
      own.state === 'read' && own.problems[0]?.code === 'finding'
        ? [own.problems[0].finding]
        : [];
    const backend = {
      code: 'host-unknown',
      severity: 'error' as const,
      path: 'metadata.name',
      message: 'Nobody is called a.',
      line: 4,
    };
    const info = {
      ...backend,
      code: 'note',
      severity: 'info' as const,
      message: 'By the way.',
      line: undefined,
    };
    expect(words(text, [info, ...known, backend])).toEqual([
      'error 4 Nobody is called a.',
      ...known.map(({ severity, message }) => `${severity} 5 ${message}`),
      'info - By the way.',
    ]);
  });

  it('becomes marks within the text of now, none for what has no place', () => {
    const text = 'a: 1\na: 2\n';
    const problems = problemWords(t, readDraft(text), text, [
      { code: 'x', severity: 'info', path: '', message: 'All of it' },
      { code: 'y', severity: 'info', path: '', message: 'Gone', line: 99 },
    ]);
    expect(problems).toHaveLength(3);
    expect(diagnosticsOf(problems, text.length)).toEqual([
      {
        from: 5,
        to: 6,
        severity: 'error',
        message: 'The field a is written twice. Keep one.',
      },
    ]);
    expect(diagnosticsOf(problems, 3)).toEqual([
      expect.objectContaining({ from: 3, to: 3 }),
    ]);
  });
});
