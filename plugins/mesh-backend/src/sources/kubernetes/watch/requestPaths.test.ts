import { kindFacts } from '@fairway/mesh-core';
import { listPath, watchPath } from './requestPaths';

describe('requests for a collection', () => {
  it('lists in pages', () => {
    const target = { cluster: 'sandbox', kind: 'VirtualService' } as const;
    expect(listPath(target, 'v1')).toBe(
      '/apis/networking.istio.io/v1/virtualservices?limit=500',
    );
    expect(listPath(target, 'v1beta1', 'a+b/c=')).toBe(
      '/apis/networking.istio.io/v1beta1/virtualservices?limit=500&continue=a%2Bb%2Fc%3D',
    );
  });

  it('watches from a version on, for a limited time', () => {
    expect(
      watchPath({ cluster: 'sandbox', kind: 'Pod' }, 'v1', '4711', 421),
    ).toBe(
      '/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=4711&timeoutSeconds=421',
    );
  });

  it('stays in one namespace', () => {
    const target = {
      cluster: 'sandbox',
      kind: 'Deployment',
      namespace: 'shop',
    } as const;
    expect(listPath(target, 'v1')).toBe(
      '/apis/apps/v1/namespaces/shop/deployments?limit=500',
    );
  });

  it('asks for events of Canaries only', () => {
    expect(listPath({ cluster: 'sandbox', kind: 'Event' }, 'v1')).toBe(
      '/api/v1/events?limit=500&fieldSelector=involvedObject.kind%3DCanary',
    );
  });

  it('asks for one ConfigMap by name, in list and watch', () => {
    const target = {
      cluster: 'sandbox',
      kind: 'ConfigMap',
      namespace: 'istio-system',
    } as const;
    const selector = 'fieldSelector=metadata.name%3Distio';
    const collection = '/api/v1/namespaces/istio-system/configmaps?';
    for (const path of [
      listPath(target, 'v1'),
      watchPath(target, 'v1', '1', 300),
    ]) {
      expect(path).toContain(selector);
      expect(path.startsWith(collection)).toBe(true);
    }
  });

  it('reads no Secrets', () => {
    const plurals: string[] = Object.values(kindFacts).map(f => f.plural);
    expect(plurals).not.toContain('secrets');
  });
});
