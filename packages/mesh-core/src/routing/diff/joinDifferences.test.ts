import type { Outcome } from '../simulate/Outcome';
import { request } from '../traps/__testUtils__/ask';
import { all, cartRules, edit, shop, when } from './__testUtils__/edits';
import { joinDifferences } from './joinDifferences';
import type { RouteDifference } from './RouteDiff';

const noRoute: Outcome = { outcome: 'no_route', status: 404 };
const passed: Outcome = { outcome: 'passthrough', level: 'http' };

const difference = (
  name: string,
  more: Partial<RouteDifference> = {},
): RouteDifference => ({
  kind: 'moves',
  sentence: name,
  before: passed,
  after: passed,
  example: request(`cart/${name}`),
  requests: 1,
  host: 'cart',
  port: 80,
  decidedBy: {},
  ...more,
});

const told = (...found: Parameters<typeof joinDifferences>[0][]) =>
  joinDifferences(found.flatMap(each => [...each])).map(
    ({ sentence, callers }) => [sentence, ...callers],
  );

describe('joinDifferences', () => {
  it('has nothing to say without callers', () => {
    expect(joinDifferences([])).toEqual([]);
    expect(joinDifferences([['web', []]])).toEqual([]);
  });

  it('joins what is the same for several callers', () => {
    expect(
      told([
        ['web', [difference('a'), difference('b')]],
        ['job', [difference('b'), difference('c')]],
      ]),
    ).toEqual([
      ['a', 'web'],
      ['b', 'web', 'job'],
      ['c', 'job'],
    ]);
  });

  it('does not count how many requests were compared', () => {
    const [one, ...others] = joinDifferences([
      ['web', [difference('a', { requests: 7 })]],
      ['job', [difference('a', { requests: 3 })]],
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ requests: 7, callers: ['web', 'job'] });
  });

  it('keeps apart what another rule decides, or comes in elsewhere', () => {
    const others = [{ port: 81 }, { host: 'other' }, { after: noRoute }];
    for (const other of others) {
      expect(
        joinDifferences([
          ['web', [difference('a')]],
          ['job', [difference('a', other)]],
        ]),
      ).toHaveLength(2);
    }
  });

  it('has what breaks first, and last what fails in another way', () => {
    const failing = { before: noRoute, after: noRoute };
    const breaks = { kind: 'breaks', after: noRoute } as const;
    expect(
      told([
        ['web', [difference('fails', failing), difference('moves')]],
        ['job', [difference('breaks', breaks)]],
      ]).map(([name]) => name),
    ).toEqual(['breaks', 'moves', 'fails']);
  });

  it('changes nothing that it is given', () => {
    const given = Object.freeze(difference('a'));
    expect(
      joinDifferences([
        ['web', [given]],
        ['job', [given]],
      ])[0].callers,
    ).toEqual(['web', 'job']);
    expect(given).not.toHaveProperty('callers');
  });

  it('shows which callers an edit of rules for some of them concerns', () => {
    const rules = (subset: string) =>
      cartRules(
        { ...when({ sourceLabels: { app: 'web' } }, subset) },
        all('v1', { timeout: subset === 'v2' ? '2s' : '1s' }),
      );
    const callerOf = (app: string) =>
      ({ kind: 'sidecar', namespace: 'shop', labels: { app } }) as const;
    const found = ['web', 'job', 'batch'].map(
      app =>
        [
          app,
          edit([...shop, rules('v1')], [...shop, rules('v2')], callerOf(app))
            .differences,
        ] as const,
    );
    expect(told(found)).toEqual([
      ['GET /: 100 % v1 → 100 % v2', 'web'],
      ['GET /: timeout 1s → 2s', 'job', 'batch'],
    ]);
  });
});
