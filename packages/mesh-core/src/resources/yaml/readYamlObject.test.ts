import { parseResource } from '../parseResource';
import { readYamlObject } from './readYamlObject';
import { pathSteps } from './yamlPath';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { prefix: /api }
          headers:
            x.user: { exact: beta }
      timeout: 5s
      colour: rose
`;

describe('readYamlObject', () => {
  it('reads an object, and finds where its fields stand', () => {
    const { raw, findings, locate } = readYamlObject(text);
    expect(findings).toEqual([]);
    const [finding] = parseResource(raw).findings;
    expect(finding.path).toBe('spec.http[0].colour');
    expect(locate(finding)).toMatchObject({
      code: finding.code,
      line: 14,
      column: 7,
      endLine: 14,
      endColumn: 13,
    });
  });

  it.each([
    ['spec.http[0].match[0].headers["x.user"]', 12, 13],
    ['spec.http[0]', 9, 7],
    ['spec.http[0].match[7].uri', 9, 7],
    ['spec.hosts[0]', 7, 11],
    ['', 1, 1],
    ['nowhere.at.all', 1, 1],
  ])('finds %s, or the closest thing above it', (path, line, column) => {
    const { locate } = readYamlObject(text);
    const finding = {
      code: 'x',
      severity: 'info' as const,
      path,
      message: '',
    };
    expect(locate(finding)).toMatchObject({ line, column });
  });

  it('reads JSON as well', () => {
    expect(readYamlObject('{"kind": "Service"}').raw).toEqual({
      kind: 'Service',
    });
  });

  it.each([
    [
      'a text that is too long',
      `a: ${'x'.repeat(1_000_000)}`,
      /1000003 characters/,
    ],
    ['commas and nothing between', `[${','.repeat(500_000)}`, /50000 values/],
    ['brackets in brackets', '['.repeat(5_000), /100 levels/],
    [
      'brackets that close',
      `a: ${'['.repeat(101)}${']'.repeat(101)}`,
      /levels/,
    ],
    [
      'maps in maps',
      Array.from({ length: 150 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      /levels/,
    ],
    ['lists in one line', `a:\n  ${'- '.repeat(300)}x`, /levels/],
    [
      'aliases of aliases',
      [
        'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
        ...Array.from(
          { length: 8 },
          (_, at) =>
            `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`,
        ),
      ].join('\n'),
      /100 aliases/,
    ],
    ['several documents', 'a: 1\n---\nb: 2', /several documents/],
    ['a list', '- a\n- b', /no object/],
    ['nothing', '', /no object/],
    ['a word', 'hello', /no object/],
  ])('refuses %s, and says why', (_, refused, message) => {
    const started = performance.now();
    const { raw, findings } = readYamlObject(refused);
    expect(raw).toBeUndefined();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'malformed-yaml',
        severity: 'error',
        message: expect.stringMatching(message),
      }),
    ]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('says on which line the text is broken', () => {
    const { raw, findings } = readYamlObject('a: 1\nb: [1, 2\nc: 3\n');
    expect(raw).toBeUndefined();
    expect(findings[0]).toMatchObject({ severity: 'error', line: 3 });
    expect(findings[0].message).not.toMatch(/\n|line/);
  });

  it('does not know tags that would make other things than data', () => {
    const { raw } = readYamlObject('a: !!js/function "function () {}"');
    expect(typeof raw?.a).not.toBe('function');
  });
});

describe('pathSteps', () => {
  it.each([
    ['', []],
    ['spec.http[2].match[0]', ['spec', 'http', 2, 'match', 0]],
    ['a["x.y"].b', ['a', 'x.y', 'b']],
    ['a["say \\"hi\\""]', ['a', 'say "hi"']],
  ])('splits %s', (path, steps) => {
    expect(pathSteps(path)).toEqual(steps);
  });

  it('names what stands twice in one map, and where', () => {
    const { raw, findings } = readYamlObject(
      'kind: A\nspec:\n  a: 1\n  a: 2\n',
    );
    expect(raw).toBeUndefined();
    expect(findings).toMatchObject([
      { message: 'The name a stands twice in one map.', line: 4, column: 3 },
    ]);
  });

  it('reads a map of very many names in the time of their number', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`);
    const before = performance.now();
    expect(readYamlObject(names.join('\n')).raw?.k39999).toBe(1);
    // compared with each other they take a minute
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
