import { parseManifest } from './parseManifest';

function summary(text: string): string[] {
  const { objects, problems } = parseManifest(text, 'a.yaml');
  return [
    ...objects.map(
      ({ apiVersion, kind, raw, lineOf }) =>
        `${lineOf('')} ${apiVersion} ${kind} ${(raw.metadata as { name: string })?.name}`,
    ),
    ...problems.map(
      ({ file, line, message, isForeign }) =>
        `${file}:${line} ${message}${isForeign ? ' (foreign)' : ''}`,
    ),
  ];
}

describe('parseManifest', () => {
  it('reads several documents, with the lines of their parts', () => {
    const text = `# routes of the shop
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match:
        - uri: { prefix: /a }
        - headers:
            x-user.group: { exact: beta }
      route:
        - destination: { host: cart }
    - route: []
---
---
apiVersion: v1
kind: Service
metadata: { name: cart }
`;
    expect(summary(text)).toEqual([
      '2 networking.istio.io/v1 VirtualService cart',
      '17 v1 Service cart',
    ]);
    const [{ lineOf }] = parseManifest(text, 'a.yaml').objects;
    expect(lineOf('spec.http[0]')).toBe(8);
    expect(lineOf('spec.http[0].match[1]')).toBe(10);
    expect(lineOf('spec.http[0].match[1].headers["x-user.group"]')).toBe(11);
    expect(lineOf('spec.http[0].route')).toBe(12);
    expect(lineOf('spec.http[1]')).toBe(14);
    expect(lineOf('spec.http[9].timeout')).toBe(7);
  });

  it('reads lists, of any kind and of one', () => {
    const text = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: { name: a }
  - kind: NoVersion
---
apiVersion: networking.istio.io/v1
kind: VirtualServiceList
items:
  - metadata: { name: b }
    spec:
      http:
        - name: x
`;
    expect(summary(text)).toEqual([
      '4 v1 Service a',
      '12 networking.istio.io/v1 VirtualService b',
      'a.yaml:7 no Kubernetes object: it has no apiVersion and kind (foreign)',
    ]);
    const { objects } = parseManifest(text, 'a.yaml');
    expect(objects[1].lineOf('spec.http[0]')).toBe(15);
  });

  it('reads JSON', () => {
    const text = JSON.stringify(
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } },
      null,
      2,
    );
    expect(summary(text)).toEqual(['1 v1 Service a']);
  });

  it('says what is broken, and uses the rest', () => {
    const text = `apiVersion: v1
kind: Service
metadata:
  name: "open
---
apiVersion: v1
kind: Service
metadata: { name: sound }
---
a: 1
a: 2
---
just text
---
values: 1
`;
    expect(summary(text)).toEqual([
      '6 v1 Service sound',
      'a.yaml:5 Missing closing "quote',
      'a.yaml:11 The name a stands twice in one map',
      'a.yaml:13 no Kubernetes object: it has no apiVersion and kind (foreign)',
      'a.yaml:15 no Kubernetes object: it has no apiVersion and kind (foreign)',
    ]);
  });

  it('reads aliases and merges', () => {
    const text = `apiVersion: v1
kind: Service
metadata: &meta { name: a }
spec:
  <<: *meta
  copy: *meta
`;
    const [{ raw, lineOf }] = parseManifest(text, 'a.yaml').objects;
    expect(raw.spec).toEqual({ name: 'a', copy: { name: 'a' } });
    expect(lineOf('spec.copy.name')).toBe(6);
  });

  it('refuses aliases that grow without bounds', () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) =>
        `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    const text = `apiVersion: v1\nkind: Service\nl0: &l0 [x]\n${lines.join('\n')}\n`;
    expect(summary(text)).toEqual(['a.yaml:1 more than 100 aliases']);
  });

  it.each([
    ['lists', '['.repeat(200) + ']'.repeat(200)],
    ['open lists', '['.repeat(900_000)],
    ['maps', '{a: '.repeat(5000) + '}'.repeat(5000)],
    ['lists in a line', `\n${'- '.repeat(400_000)}`],
    [
      'indented maps',
      Array.from({ length: 120 }, (_, i) => `\n${' '.repeat(i + 1)}a:`).join(
        '',
      ),
    ],
  ])('refuses nested %s at once', (_, text) => {
    const start = performance.now();
    const { objects, problems } = parseManifest(
      `apiVersion: v1\nkind: Service\na: ${text}`,
      'a.yaml',
    );
    expect(objects).toEqual([]);
    expect(problems[0].message).toBe('nested more than 100 levels deep');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each(['', '---', '# nothing', 'null'])('finds nothing in %j', text => {
    expect(summary(text)).toEqual([]);
  });
});
