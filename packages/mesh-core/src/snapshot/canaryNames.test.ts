import { parseCanary } from '../resources';
import { canary } from './__testUtils__/objects';
import { canaryNames } from './canaryNames';

function namesOf(spec: Record<string, unknown>) {
  const { object } = parseCanary(canary('shop/release', { spec }));
  return object && canaryNames(object);
}

describe('canaryNames', () => {
  it('names workloads after the target and Services after the service', () => {
    expect(
      namesOf({
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
        service: { name: 'front', port: 80 },
      }),
    ).toEqual({
      target: 'app',
      primary: 'app-primary',
      apex: 'front',
      primaryService: 'front-primary',
      canaryService: 'front-canary',
    });
  });

  it.each([[undefined], [{ port: 80 }], [{ name: '', port: 80 }]])(
    'takes the name of the target for service %j',
    service => {
      expect(
        namesOf({
          targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
          service,
        })?.apex,
      ).toBe('app');
    },
  );

  it('has no names without a target', () => {
    expect(namesOf({ targetRef: undefined })).toBeUndefined();
  });
});
