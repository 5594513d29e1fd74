import { aNode, anEdge } from '@fairway/mesh-test-utils';
import { anEntity } from '../../__testUtils__/smallWorld';
import { declareDependencies } from './declareDependencies';

const ref = (name: string) => `component:default/${name}`;
const checkout = anEntity('checkout', {}, [
  ['dependsOn', ref('cart')],
  ['consumesApi', 'api:default/payments'],
  ['partOf', ref('search')],
]);
const payments = anEntity('payments', {}, [
  ['providesApi', 'api:default/payments'],
]);
const own = { focus: true, entityRef: ref('checkout') };
const graph = {
  nodes: [
    aNode('shop/checkout', own),
    aNode('shop/checkout-primary', own),
    aNode('shop/cart'),
    aNode('payments/payments'),
    aNode('shop/search'),
    aNode('storefront/web'),
    aNode('platform/legacy', { entityRef: undefined }),
  ],
  edges: [
    anEdge('shop/checkout', 'shop/cart'),
    anEdge('shop/checkout', 'payments/payments'),
    anEdge('shop/checkout', 'shop/search'),
    anEdge('storefront/web', 'shop/checkout'),
    anEdge('shop/checkout', 'shop/checkout-primary'),
    anEdge('shop/checkout', 'platform/legacy'),
  ],
};

it('a call is declared by a dependency or by an API that is consumed', () => {
  const { edges } = declareDependencies(
    graph,
    checkout,
    new Map([[ref('payments'), payments]]),
  );
  expect(edges.map(({ target, dependency }) => [target, dependency])).toEqual([
    ['shop/cart', 'declared'],
    ['payments/payments', 'declared'],
    ['shop/search', 'undeclared'],
    ['shop/checkout', 'not-applicable'],
    ['shop/checkout-primary', 'not-applicable'],
    ['platform/legacy', 'not-applicable'],
  ]);
});
