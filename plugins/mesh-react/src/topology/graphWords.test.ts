import { mockApis } from '@backstage/frontend-test-utils';
import { aNode, anEdge } from '@fairway/mesh-test-utils';
import { meshTranslationRef } from '../meshTranslationRef';
import {
  edgeLabel,
  nodeSubtitle,
  nodeTraffic,
  ratesOf,
  transportOf,
  worstErrorRatio,
} from './graphWords';

const { t } = mockApis.translation().getTranslation(meshTranslationRef);
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replace(/\u00a0/g, ' '));

describe('words of the graph', () => {
  it.each([
    [undefined, 'unknown'],
    [1, 'mtls'],
    [0.9995, 'mtls'],
    [0.6, 'partly'],
    [0, 'plain'],
  ])('reads the mTLS ratio %p as %s', (mtlsRatio, expected) => {
    expect(transportOf({ mtlsRatio })).toBe(expected);
  });

  it('joins the rates of several protocols and leaves out what is silent', () => {
    expect(
      plain(
        ratesOf([
          { protocol: 'http', ratePerSecond: 4 },
          { protocol: 'grpc', ratePerSecond: 0 },
          { protocol: 'tcp', ratePerSecond: 2_000 },
        ]),
      ),
    ).toBe('4.0 rps, 2 kB/s');
    expect(ratesOf([])).toBeUndefined();
  });

  it('tells no errors from errors that are not measured', () => {
    expect(worstErrorRatio([{ protocol: 'tcp', ratePerSecond: 1 }])).toBe(
      undefined,
    );
    expect(
      worstErrorRatio([
        { protocol: 'http', ratePerSecond: 1, errorRatio: 0 },
        { protocol: 'grpc', ratePerSecond: 1, errorRatio: 0.2 },
      ]),
    ).toBe(0.2);
  });

  it('mentions errors on an edge only where there are some', () => {
    expect(plain(edgeLabel(anEdge('a/a', 'b/b')))).toEqual({
      rate: '12.0 rps',
    });
    const failing = anEdge('a/a', 'b/b', {
      traffic: { protocol: 'http', ratePerSecond: 11, errorRatio: 0.236 },
    });
    expect(plain(edgeLabel(failing))).toEqual({
      rate: '11.0 rps',
      errors: '23.6 %',
    });
  });

  it('shows what comes into a node, or what leaves one that nobody calls', () => {
    expect(plain(nodeTraffic(t, aNode('shop/cart')))).toEqual({
      rate: '12.0 rps in',
      errors: '0 % err',
      errorRatio: 0,
    });
    const caller = aNode('storefront/web', {
      inbound: [],
      outbound: [{ protocol: 'http', ratePerSecond: 38, errorRatio: 0.053 }],
    });
    expect(plain(nodeTraffic(t, caller)).rate).toBe('38.0 rps out');
    const silent = aNode('a/a', { inbound: [], outbound: [] });
    expect(plain(nodeTraffic(t, silent))).toEqual({});
  });

  it.each([
    [aNode('a/a', { version: 'v1' }), 'v1'],
    [aNode('a/a'), 'workload'],
    [aNode('a/a', { version: 'latest' }), 'workload'],
    [aNode('a/a', { kind: 'gateway' }), 'gateway'],
    [aNode('a/a', { outsideMesh: true }), 'outside the mesh'],
    [aNode('a/a', { kind: 'hidden' }), 'not yours to see'],
  ])('says what a node is', (node, expected) => {
    expect(nodeSubtitle(t, node)).toBe(expected);
  });
});
