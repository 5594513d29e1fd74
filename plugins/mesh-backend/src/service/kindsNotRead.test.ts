import { aState } from '../__testUtils__/smallWorld';
import { kindsNotRead } from './kindsNotRead';

it('kinds of which some objects may be missing', () => {
  const states = [
    aState('Deployment'),
    aState('Service', 'stale'),
    aState('HTTPRoute', 'not-installed'),
    aState('VirtualService', 'loading'),
    aState('Pod', 'live', { namespace: 'shop' }),
    aState('Pod', 'forbidden', { namespace: 'payments' }),
    aState('ConfigMap', 'live', { namespace: 'istio-system' }),
    aState('Sidecar', 'unavailable', { cluster: 'eu' }),
    aState('Canary', 'unavailable', { kind: undefined }),
  ];
  expect(kindsNotRead(states, 'sandbox')).toEqual(['Pod', 'VirtualService']);
  expect(kindsNotRead(states, 'eu')).toEqual(['Sidecar']);
});
