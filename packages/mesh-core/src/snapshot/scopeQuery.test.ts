import { parseScopeQuery } from './scopeQuery';

const entity = {
  entityRef: 'component:default/checkout',
  ownerRef: 'group:default/team-checkout',
};
const WORKLOADS = 'fairway.dev/workloads';
const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

describe('parseScopeQuery', () => {
  it.each([
    [undefined],
    [{}],
    [{ [NAMESPACE]: 'shop' }],
    [{ [ID]: '' }],
    [{ [ID]: '  ', 'backstage.io/techdocs-ref': 'dir:.' }],
  ])('never guesses from the name: %j', annotations => {
    expect(parseScopeQuery(annotations, entity)).toBeUndefined();
  });

  it('reads the id', () => {
    expect(parseScopeQuery({ [ID]: 'checkout' }, entity)).toEqual({
      ...entity,
      kubernetesId: 'checkout',
      problems: [],
    });
  });

  it('works without an owner', () => {
    const { entityRef } = entity;
    expect(
      parseScopeQuery({ [ID]: 'a', [NAMESPACE]: 'shop' }, { entityRef }),
    ).toEqual({
      entityRef,
      kubernetesId: 'a',
      namespace: 'shop',
      problems: [],
    });
  });

  it('lets the selector win over the id, and named workloads over both', () => {
    const annotations = {
      [ID]: 'checkout',
      [SELECTOR]: 'app=checkout',
      [NAMESPACE]: 'shop',
    };
    expect(parseScopeQuery(annotations, entity)).toEqual({
      ...entity,
      namespace: 'shop',
      labelSelector: 'app=checkout',
      problems: [],
    });
    expect(
      parseScopeQuery({ ...annotations, [WORKLOADS]: 'shop/a' }, entity),
    ).toEqual({
      ...entity,
      namespace: 'shop',
      workloads: [{ namespace: 'shop', name: 'a' }],
      problems: [],
    });
  });

  it.each([
    ['shop/a', undefined, [{ namespace: 'shop', name: 'a' }]],
    [
      'shop/a, payments/b ,',
      undefined,
      [
        { namespace: 'shop', name: 'a' },
        { namespace: 'payments', name: 'b' },
      ],
    ],
    [
      'prod-eu:shop/a',
      undefined,
      [{ cluster: 'prod-eu', namespace: 'shop', name: 'a' }],
    ],
    [
      'arn:aws:eks:eu:1:cluster/x:shop/a',
      undefined,
      [
        {
          cluster: 'arn:aws:eks:eu:1:cluster/x',
          namespace: 'shop',
          name: 'a',
        },
      ],
    ],
    ['a', 'shop', [{ namespace: 'shop', name: 'a' }]],
  ])('reads workloads %j (namespace %s)', (text, namespace, workloads) => {
    const annotations = {
      [WORKLOADS]: text,
      ...(namespace ? { [NAMESPACE]: namespace } : {}),
    };
    const query = parseScopeQuery(annotations, entity);
    expect(query?.workloads).toEqual(workloads);
    expect(query?.problems).toEqual([]);
  });

  it.each(['a', 'shop/a/b', 'shop/', '/a', ':shop/a', 'shop/A', 'sh op/a'])(
    'says what is wrong with %j, and does not fall back to the id',
    text => {
      const query = parseScopeQuery({ [WORKLOADS]: text, [ID]: 'x' }, entity);
      expect(query?.workloads).toEqual([]);
      expect(query?.problems).toEqual([expect.stringContaining(`"${text}"`)]);
      expect(query?.kubernetesId).toBeUndefined();
    },
  );

  it('says what is wrong with a selector', () => {
    const query = parseScopeQuery({ [SELECTOR]: 'app in web' }, entity);
    expect(query?.problems).toEqual([expect.stringContaining(SELECTOR)]);
  });
});
