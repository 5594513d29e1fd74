import type { EnvoyFilter, WasmPlugin } from '../../istio';

const target = {
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  name: 'cart',
};

export const envoyFilterExample: EnvoyFilter = {
  apiVersion: 'networking.istio.io/v1alpha3',
  kind: 'EnvoyFilter',
  metadata: { name: 'geo-header', namespace: 'shop' },
  spec: {
    workloadSelector: { labels: { app: 'cart' } },
    targetRefs: [target],
  },
};

export const wasmPluginExample: WasmPlugin = {
  apiVersion: 'extensions.istio.io/v1alpha1',
  kind: 'WasmPlugin',
  metadata: { name: 'basic-auth', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    targetRef: target,
    targetRefs: [target],
    phase: 'AUTHN',
  },
};
