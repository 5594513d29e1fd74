import { shopRequest } from '../__testUtils__/seriesOf';
import { addBoxes } from './boxes';
import type { KialiData } from './KialiData';

const node = (id: string, more: object = {}): KialiData => ({
  id,
  cluster: 'c',
  namespace: 'shop',
  ...more,
});

it('puts what shares an app in a box, in graphs of apps always', () => {
  const nodes = [
    node('a1', { app: 'a', isOutside: true }),
    node('a2', { app: 'a' }),
    node('b', { app: 'b' }),
    node('x', { app: 'unknown' }),
    node('y', { app: 'unknown' }),
  ];
  const boxes = addBoxes(nodes, { ...shopRequest, graphType: 'versionedApp' });
  expect(boxes).toMatchObject([
    { id: 'box_c_shop_a', isBox: 'app', app: 'a', isOutside: true },
  ]);
  expect(nodes.map(({ parent }) => parent)).toEqual([
    'box_c_shop_a',
    'box_c_shop_a',
    undefined,
    undefined,
    undefined,
  ]);
});

it('draws none where none is asked', () => {
  const nodes = [node('a1', { app: 'a' }), node('a2', { app: 'a' })];
  expect(addBoxes(nodes, shopRequest)).toEqual([]);
});

it('nests boxes, the outer ones first', () => {
  const nodes = ['c', 'd'].flatMap(cluster =>
    ['shop', 'pay'].flatMap(namespace =>
      ['1', '2'].map(n =>
        node(`${cluster}${namespace}${n}`, { cluster, namespace, app: 'a' }),
      ),
    ),
  );
  const more = nodes.map(({ id, cluster, namespace }) =>
    node(`${id}x`, { cluster, namespace }),
  );
  const boxes = addBoxes([...nodes, ...more], {
    ...shopRequest,
    boxBy: ['app', 'namespace', 'cluster'],
  });
  expect(boxes.map(({ isBox }) => isBox)).toEqual([
    'cluster',
    'cluster',
    ...Array<string>(4).fill('namespace'),
    ...Array<string>(4).fill('app'),
  ]);
  const parents = new Map(boxes.map(({ id, parent }) => [id, parent]));
  expect(parents.get('box_c_shop_a')).toBe('box_c_shop');
  expect(parents.get('box_c_shop')).toBe('box_c');
});

it('draws no box around everything', () => {
  const nodes = [node('a'), node('b')];
  expect(
    addBoxes(nodes, { ...shopRequest, boxBy: ['namespace', 'cluster'] }),
  ).toEqual([]);
});
