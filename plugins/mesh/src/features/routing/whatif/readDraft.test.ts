import { bytesOf, formatBytes, MAX_YAML_BYTES } from './limits';
import { readDraft, type Draft } from './readDraft';

const virtualService = (spec: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: checkout
  namespace: shop
spec:
${spec}`;

const codes = (draft: Draft) =>
  draft.state === 'unreadable' || draft.state === 'read'
    ? draft.problems.map(
        problem =>
          `${problem.line} ${problem.severity} ${
            problem.code === 'finding' ? problem.finding.code : problem.code
          }`,
      )
    : [];

describe('readDraft', () => {
  it('reads an object, whatever its comments and order', () => {
    expect(readDraft(virtualService('  # all\n  hosts: [checkout]\n'))).toEqual(
      {
        state: 'read',
        name: {
          group: 'networking.istio.io',
          kind: 'VirtualService',
          namespace: 'shop',
          name: 'checkout',
        },
        problems: [],
      },
    );
  });

  it('names a core object and one without a namespace', () => {
    expect(
      readDraft('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'),
    ).toMatchObject({
      name: { group: '', kind: 'Namespace', name: 'shop' },
    });
  });

  it.each([[''], ['  \n'], ['# nothing\n'], ['---\n'], ['---\n---\n']])(
    'finds nothing in %j',
    text => {
      expect(readDraft(text)).toEqual({ state: 'empty' });
    },
  );

  it('marks what is not a field where it stands', () => {
    const text = virtualService(
      '  hosts: [checkout]\n  http:\n    - timout: 5s\n      route:\n        - destination: {host: checkout}\n',
    );
    const draft = readDraft(text);
    expect(codes(draft)).toEqual(['9 warning unknown-field']);
    const [{ from, to }] = draft.state === 'read' ? draft.problems : [];
    expect(text.slice(from, to)).toBe('timout: 5s');
  });

  it('marks only the first line of what runs over several', () => {
    const text = virtualService('  http:\n    - matches:\n        - a: b\n');
    const draft = readDraft(text);
    const [{ from, to }] = draft.state === 'read' ? draft.problems : [];
    expect(text.slice(from, to)).toBe('matches:');
  });

  it('marks what holds a field that is missing', () => {
    const text = virtualService(
      '  http:\n    - route:\n        - destination: {subset: v2}\n',
    );
    expect(codes(readDraft(text))).toEqual(['9 error missing-field']);
  });

  it.each([
    ['a: [1, 2\n', /^1 error broken|^2 error broken/],
    ['a:\n\t- b\n', /^2 error broken/],
    ['kind: A\nkind: B\n', /^2 error duplicate/],
    ['a: {b: 1, c: 2, b: 3}\n', /^1 error duplicate/],
    ['text\n', /^1 error no-object/],
    ['- a\n', /^1 error no-object/],
    ['kind: VirtualService\n', /^1 error missing-field/],
    ['apiVersion: v1\nkind: Secret\n', /^1 error unknown-kind/],
    [
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {}\n',
      /^\d error missing-field/,
    ],
  ])('cannot use %j', (text, first) => {
    const draft = readDraft(text);
    expect(draft.state).toBe('unreadable');
    expect(codes(draft)[0]).toMatch(first);
  });

  it('reads merged maps and aliases within measure', () => {
    const text = virtualService(
      '  http:\n    - &a\n      route: [{destination: {host: checkout}}]\n    - <<: *a\n      timeout: 1s\n',
    );
    expect(readDraft(text)).toMatchObject({ state: 'read', problems: [] });
  });

  it.each([
    ['several', 'a: 1\n---\nb: 2\n'],
    ['too-large', `a: ${'x'.repeat(MAX_YAML_BYTES)}`],
    // each of these has two or three bytes
    ['too-large', `a: ${'é'.repeat(MAX_YAML_BYTES / 2)}`],
    ['too-deep', '['.repeat(900_000)],
    ['too-deep', '- '.repeat(400_000)],
    ['too-deep', '{a: '.repeat(200_000)],
    [
      'too-deep',
      Array.from({ length: 200 }, (_, level) => `${' '.repeat(level)}a:`).join(
        '\n',
      ),
    ],
    [
      'too-many-aliases',
      [
        'a: &a [1, 1, 1, 1, 1, 1, 1, 1]',
        'b: &b [*a, *a, *a, *a, *a, *a, *a, *a]',
        'c: &c [*b, *b, *b, *b, *b, *b, *b, *b]',
        'd: [*c, *c, *c, *c, *c, *c, *c, *c]',
      ].join('\n'),
    ],
  ])('refuses what is %s, and soon', (refusal, text) => {
    const started = performance.now();
    expect(readDraft(text)).toEqual({ state: 'refused', refusal });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('is done soon with as many names as fit', () => {
    const lines: string[] = [];
    for (let index = 0; index < 70_000; index += 1) {
      lines.push(`key${index}: 1`);
    }
    const started = performance.now();
    expect(readDraft(lines.join('\n')).state).toBe('unreadable');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('makes nothing but plain values of tags', () => {
    const draft = readDraft(
      virtualService('  hosts: !!js/function "function () { throw 1 }"\n'),
    );
    expect(codes(draft)).toEqual(['7 warning malformed-field']);
  });
});

describe('sizes', () => {
  it.each([
    [900, '0.9\u00a0kB'],
    [12_000, '12\u00a0kB'],
    [1_000_000, '1\u00a0MB'],
    [3_150_000, '3.2\u00a0MB'],
  ])('writes %i as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('counts bytes, not characters', () => {
    expect(bytesOf('aé€')).toBe(6);
  });
});
