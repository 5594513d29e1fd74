import fc from 'fast-check';
import {
  matchesLabels,
  matchesSelector,
  parseLabelSelector,
} from './labelSelector';

function selects(
  selector: string,
  labels: Record<string, string> | undefined,
): boolean {
  const parsed = parseLabelSelector(selector);
  if (!parsed.ok) {
    throw new Error(parsed.problem);
  }
  return matchesLabels(parsed.requirements, labels);
}

describe('parseLabelSelector', () => {
  it.each([
    ['', {}, true],
    ['  ', undefined, true],
    ['app=web', { app: 'web' }, true],
    ['app==web', { app: 'web' }, true],
    [' app = web ', { app: 'web' }, true],
    ['app=web', { app: 'api' }, false],
    ['app=web', undefined, false],
    ['app=', { app: '' }, true],
    ['app=', {}, false],
    ['app!=web', { app: 'api' }, true],
    ['app!=web', {}, true],
    ['app!=web', { app: 'web' }, false],
    ['app=web,tier!=db', { app: 'web', tier: 'front' }, true],
    ['app=web,tier!=db', { app: 'web', tier: 'db' }, false],
    ['env in (prod,stage)', { env: 'stage' }, true],
    ['env in (prod, stage),app', { env: 'stage', app: '' }, true],
    ['env in (prod,stage)', {}, false],
    ['env notin (prod)', {}, true],
    ['env notin (prod)', { env: 'prod' }, false],
    ['env in(prod)', { env: 'dev' }, false],
    ['canary', { canary: 'x' }, true],
    ['canary', {}, false],
    ['!canary', {}, true],
    ['! canary', { canary: 'x' }, false],
    ['generation>3', { generation: '4' }, true],
    ['generation>3', { generation: '3' }, false],
    ['generation<3', { generation: '2' }, true],
    ['generation<3', { generation: 'two' }, false],
    ['generation<3', {}, false],
    [
      'backstage.io/kubernetes-id=checkout',
      { 'backstage.io/kubernetes-id': 'checkout' },
      true,
    ],
  ])('%j on %j: %s', (selector, labels, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });

  it.each([
    'app=web=x',
    'app in prod',
    'env in (prod',
    'a b',
    '-app=x',
    'app=two words',
    'app>three',
    ',',
    'app=web,',
    '!',
    'app=web;x',
  ])('refuses %j with what is wrong', selector => {
    const parsed = parseLabelSelector(selector);
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(/"/) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(typeof parseLabelSelector(text).ok).toBe('boolean');
      }),
    );
  });

  it('does not find labels of the prototype', () => {
    expect(selects('constructor', {})).toBe(false);
  });
});

describe('matchesSelector', () => {
  it.each([
    [undefined, { app: 'a' }, false],
    [{}, { app: 'a' }, true],
    [{ matchLabels: { app: 'a' } }, { app: 'a', x: 'y' }, true],
    [{ matchLabels: { app: 'a' } }, undefined, false],
    [
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] },
      { app: 'a' },
      true,
    ],
    [
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] },
      { app: 'a' },
      false,
    ],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, {}, false],
    [
      { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
      {},
      true,
    ],
    [
      { matchExpressions: [{ key: 'app', operator: 'Resembles' }] },
      { app: 'a' },
      false,
    ],
    [
      { matchExpressions: [{ key: 'app', operator: 'toString' }] },
      { app: 'a' },
      false,
    ],
  ])('%j on %j: %s', (selector, labels, expected) => {
    expect(matchesSelector(selector, labels)).toBe(expected);
  });
});
