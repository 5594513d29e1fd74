import fc from 'fast-check';
import { scopeOf, type ScopeQuery } from '../snapshot';
import {
  deployment,
  raw,
  routeTo,
  service,
  snapshotOf,
  underFlagger,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { routingModel } from './routingModel';

const query: ScopeQuery = {
  entityRef: 'component:default/checkout',
  kubernetesId: 'checkout',
  problems: [],
};
const own = [
  ...underFlagger('shop/checkout', { primary: 70, canary: 30 }),
  virtualService('shop/edge', {
    hosts: ['shop.example.com'],
    gateways: ['edge/public'],
    http: [routeTo('checkout')],
  }),
  raw('IstioGateway', 'edge/public', {
    spec: {
      servers: [
        { hosts: ['*'], port: { number: 80, name: 'http', protocol: 'HTTP' } },
      ],
    },
  }),
];

/** All that another team may have, in its own namespace or in that of the entity. */
const others = (namespace: string): RawObject[] => [
  ...underFlagger(`${namespace}/zebra`),
  deployment(`${namespace}/zebra-two`, {
    labels: { 'backstage.io/kubernetes-id': 'zebra' },
  }),
  service(`${namespace}/zebra-two`, { app: 'zebra-two' }),
  virtualService(`${namespace}/zebra-edge`, {
    hosts: ['zebra.example.com'],
    gateways: ['edge/public'],
    http: [routeTo('zebra')],
  }),
  raw('DestinationRule', `${namespace}/zebra-two`, {
    spec: { host: 'zebra-two' },
  }),
  raw('AuthorizationPolicy', `${namespace}/zebra`, {
    spec: { selector: { matchLabels: { app: 'zebra' } } },
  }),
  raw('PeerAuthentication', `${namespace}/zebra`, {
    spec: { selector: { matchLabels: { app: 'zebra' } } },
  }),
  raw('RequestAuthentication', `${namespace}/zebra`, {
    spec: { selector: { matchLabels: { app: 'zebra' } } },
  }),
  raw('Sidecar', `${namespace}/zebra`, {
    spec: { workloadSelector: { labels: { app: 'zebra' } } },
  }),
  raw('ServiceEntry', `${namespace}/zebra`, {
    metadata: { labels: { 'backstage.io/kubernetes-id': 'zebra' } },
    spec: { hosts: ['zebra.mail.example'] },
  }),
  raw('HTTPRoute', `${namespace}/zebra`, {
    spec: { rules: [{ backendRefs: [{ name: 'zebra' }] }] },
  }),
  raw('PolicyReport', `${namespace}/zebra`, {
    scope: { kind: 'Deployment', namespace, name: 'zebra' },
    results: [{ policy: 'zebra', result: 'fail', message: 'zebra' }],
  }),
  raw('HorizontalPodAutoscaler', `${namespace}/zebra`, {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'zebra' } },
  }),
];

/** Policies of a whole namespace, which concern only what lives there. */
const ofNamespace = [
  raw('AuthorizationPolicy', 'zoo/zebra-all'),
  raw('PeerAuthentication', 'zoo/zebra-all'),
  raw('RequestAuthentication', 'zoo/zebra-all'),
  raw('Sidecar', 'zoo/zebra-all'),
  raw('ServiceEntry', 'zoo/zebra-all', { spec: { hosts: ['zebra.example'] } }),
];

const answerOf = (objects: readonly RawObject[]): string => {
  const snapshot = snapshotOf(...objects);
  const scope = scopeOf(snapshot, query);
  const reasons = scope.members.map(({ ref, reason }) => [ref, reason]);
  return JSON.stringify([reasons, routingModel(snapshot, scope)]);
};

describe('objects of others', () => {
  const expected = answerOf(own);

  it('change nothing of what an entity sees, whichever there are', () => {
    const all = [...others('zoo'), ...others('shop'), ...ofNamespace];
    fc.assert(
      fc.property(fc.subarray(all), some => {
        expect(answerOf([...own, ...some])).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('show only by their effect: a rule, and no host, no other rule, no other destination', () => {
    const effect = virtualService('zoo/shared', {
      hosts: ['zebra', 'zebra.zoo.svc.cluster.local'],
      http: [
        routeTo('zebra'),
        {
          ...routeTo('checkout.shop.svc.cluster.local=1', 'zebra-two=99'),
          mirror: { host: 'zebra' },
        },
      ],
    });
    const answer = answerOf([...own, ...others('zoo'), effect]);
    expect(answer).toContain('"name":"shared"');
    expect(answer).toContain('"hiddenHosts":2');
    expect(answer).toContain('"hiddenRules":1');
    expect(answer).not.toContain('zebra');
  });
});
