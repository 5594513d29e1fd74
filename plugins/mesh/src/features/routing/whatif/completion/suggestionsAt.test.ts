import { listFields, resourceKinds } from '@fairway/mesh-core';
import { fieldWords } from './fieldWords';
import { suggestionsAt } from './suggestionsAt';

const head = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\n';

function at(text: string) {
  const offset = text.indexOf('‸');
  return suggestionsAt(text.replace('‸', ''), offset);
}

const labels = (text: string) => at(text)?.options.map(({ label }) => label);
const option = (text: string, name: string) =>
  at(text)?.options.find(({ label }) => label === name);

describe('suggestionsAt', () => {
  it.each([
    ['an empty text', '‸', ['apiVersion', 'kind', 'metadata', 'spec']],
    [
      'the top of a kind that is not known',
      'kind: Cronjob\n‸',
      ['apiVersion', 'metadata', 'spec'],
    ],
    ['the top', `${head}‸`, ['metadata', 'spec']],
    [
      'metadata, without what the cluster writes',
      `${head}metadata:\n  ‸`,
      ['name', 'namespace', 'labels', 'annotations'],
    ],
    [
      'spec, without what is there',
      `${head}spec:\n  hosts: []\n  ‸\n  http: []`,
      ['gateways', 'tls', 'tcp', 'exportTo'],
    ],
    [
      'a condition on a text',
      `${head}spec:\n  http:\n    - match:\n        - uri:\n            ‸`,
      ['exact', 'prefix', 'regex'],
    ],
    [
      'a condition on any header',
      `${head}spec:\n  http:\n    - match:\n        - headers:\n            x-user:\n              ‸`,
      ['exact', 'prefix', 'regex'],
    ],
    [
      'brackets',
      `${head}spec:\n  http:\n    - match: [{ uri: { ‸`,
      ['exact', 'prefix', 'regex'],
    ],
    [
      'a choice',
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec:\n  mtls:\n    mode: S‸',
      ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'],
    ],
    [
      'yes or no',
      `${head}spec:\n  http:\n    - match:\n        - ignoreUriCase: ‸`,
      ['true', 'false'],
    ],
    [
      'the kinds of a group',
      'apiVersion: security.istio.io/v1\nkind: ‸',
      ['PeerAuthentication', 'RequestAuthentication', 'AuthorizationPolicy'],
    ],
    [
      'the versions of a kind',
      'apiVersion: ‸\nkind: DestinationRule',
      [
        'networking.istio.io/v1',
        'networking.istio.io/v1beta1',
        'networking.istio.io/v1alpha3',
      ],
    ],
    [
      'the Gateway API where the version says so',
      'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nspec:\n  gatewayClassName: x\n  listeners:\n    - allowedRoutes:\n        namespaces:\n          from: ‸',
      ['All', 'Selector', 'Same'],
    ],
  ])('knows %s', (_, text, expected) => {
    expect(labels(text)).toEqual(expect.arrayContaining(expected));
    expect(expected).toEqual(expect.arrayContaining(labels(text) ?? []));
  });

  it.each([
    ['a text', `${head}spec:\n  http:\n    - timeout: ‸`],
    ['a field that nobody knows', `${head}spec:\n  nothing:\n    ‸`],
    [
      'a header, whose name may be any',
      `${head}spec:\n  http:\n    - match:\n        - headers:\n            ‸`,
    ],
    ['a comment', `${head}# ‸`],
    ['a kind that is not read', 'apiVersion: v1\nkind: Secret\ndata:\n  ‸'],
  ])('suggests nothing for %s', (_, text) => {
    expect(labels(text)).toBeUndefined();
  });

  it('replaces the word that is typed', () => {
    const text = `${head}spec:\n  ho`;
    expect(suggestionsAt(text, text.length)?.from).toBe(text.length - 2);
  });

  it('writes the dash of an element where it is missing', () => {
    const list = `${head}spec:\n  http:\n    `;
    expect(option(`${list}‸`, 'match')?.insert).toBe('- match:');
    expect(option(`${list}- ‸`, 'match')?.insert).toBe('match:');
    expect(option(`${list}- ‸`, 'timeout')?.insert).toBe('timeout: ');
  });

  it('says what a field does, its shape, and what to know', () => {
    const place = `${head}spec:\n  http:\n    - ‸`;
    expect(option(place, 'match')).toMatchObject({
      detail: 'list of objects',
      info: [
        expect.stringContaining('takes every request'),
        expect.stringContaining('condition'),
      ],
      required: false,
    });
    const redirect = `${head}spec:\n  http:\n    - redirect:\n        ‸`;
    expect(option(redirect, 'prefixRewrite')?.info).toEqual([
      'New in Istio 1.31; older ones drop it.',
    ]);
    expect(option(redirect, 'derivePort')).toMatchObject({
      detail: 'choice',
      info: ['One of FROM_PROTOCOL_DEFAULT, FROM_REQUEST_PORT.'],
    });
    const destination = `${head}spec:\n  http:\n    - route:\n        - destination:\n            ‸`;
    expect(option(destination, 'host')).toMatchObject({ required: true });
  });
});

describe('fieldWords', () => {
  const paths = new Set(
    Object.values(resourceKinds).flatMap(({ kind, schema }) =>
      listFields(schema).map(({ path }) => `${kind} ${path}`),
    ),
  );

  it.each(Object.keys(fieldWords))('%s is a field of a schema', key => {
    const full = key.includes(' ') ? key : `VirtualService ${key}`;
    expect(paths).toContain(full);
  });
});
