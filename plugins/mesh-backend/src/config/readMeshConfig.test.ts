import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readMeshConfig } from './readMeshConfig';

const read = (kubernetes?: JsonObject) =>
  readMeshConfig(new ConfigReader(kubernetes ? { mesh: { kubernetes } } : {}));

describe('readMeshConfig', () => {
  it('has a default for every key', () => {
    expect(read()).toEqual({
      kubernetes: {
        namespaces: [],
        rootNamespace: 'istio-system',
        requestTimeoutMs: 30_000,
        watchSilenceMs: 90_000,
      },
    });
  });

  it('reads all keys', () => {
    expect(
      read({
        clusters: ['sandbox'],
        namespaces: ['shop', 'payments'],
        rootNamespace: 'istio-config',
        requestTimeout: { seconds: 5 },
        watchSilence: '2m',
      }),
    ).toEqual({
      kubernetes: {
        clusters: ['sandbox'],
        namespaces: ['shop', 'payments'],
        rootNamespace: 'istio-config',
        requestTimeoutMs: 5_000,
        watchSilenceMs: 120_000,
      },
    });
  });

  it('reads a duration in words', () => {
    expect(read({ requestTimeout: '90s' }).kubernetes.requestTimeoutMs).toBe(
      90_000,
    );
  });

  it.each<[string, JsonObject, string]>([
    ['no cluster', { clusters: [] }, 'mesh.kubernetes.clusters is empty'],
    [
      'a cluster twice',
      { clusters: ['a', 'a'] },
      "mesh.kubernetes.clusters names 'a' twice",
    ],
    [
      'a path as namespace',
      { namespaces: ['shop/../kube-system'] },
      "mesh.kubernetes.namespaces has 'shop/../kube-system'",
    ],
    [
      'a namespace twice',
      { namespaces: ['shop', 'shop'] },
      "mesh.kubernetes.namespaces names 'shop' twice",
    ],
    [
      'a root namespace in capitals',
      { rootNamespace: 'Istio' },
      "mesh.kubernetes.rootNamespace has 'Istio'",
    ],
    [
      'a timeout of nothing',
      { requestTimeout: { milliseconds: 10 } },
      'mesh.kubernetes.requestTimeout is 10 ms',
    ],
    ['a timeout that is none', { requestTimeout: 'soon' }, 'requestTimeout'],
    ['a list that is a text', { clusters: 'sandbox' }, 'clusters'],
  ])('refuses %s', (_, kubernetes, message) => {
    expect(() => read(kubernetes)).toThrow(message);
  });
});
