import { RequestFailure, type Failure } from '../http';
import { readListPage, readWatchLine } from './readAnswers';

const target = { cluster: 'sandbox', kind: 'Deployment' } as const;

function failureOf(read: () => unknown): Failure {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(RequestFailure);
    return (error as RequestFailure).failure;
  }
  throw new Error('nothing was thrown');
}

describe('readListPage', () => {
  it('gives items of built-in kinds their kind back', () => {
    const page = readListPage(target, 'v1', {
      metadata: { resourceVersion: '7', continue: 'next' },
      items: [{ metadata: { name: 'web' } }],
    });
    expect(page).toEqual({
      objects: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web' },
        },
      ],
      resourceVersion: '7',
      continueToken: 'next',
    });
  });

  it('leaves the kind of an item that has one', () => {
    const item = { apiVersion: 'apps/v2', kind: 'Deployment', metadata: {} };
    const page = readListPage(target, 'v1', { metadata: {}, items: [item] });
    expect(page.objects).toEqual([item]);
  });

  it('takes a list without items for an empty one', () => {
    const page = readListPage(target, 'v1', {
      metadata: { resourceVersion: '7', continue: '' },
      items: null,
    });
    expect(page).toEqual({ objects: [], resourceVersion: '7' });
  });

  it('passes on items that are no objects, for the parser to report', () => {
    const page = readListPage(target, 'v1', { metadata: {}, items: [7, null] });
    expect(page.objects).toEqual([7, null]);
  });

  it.each([[undefined], ['text'], [[]], [{ items: [] }], [{ kind: 'Status' }]])(
    'refuses %j',
    answer => {
      expect(failureOf(() => readListPage(target, 'v1', answer)).type).toBe(
        'malformed',
      );
    },
  );
});

describe('readWatchLine', () => {
  const object = { metadata: { name: 'web', resourceVersion: '8' } };

  it.each([
    ['ADDED', 'upsert'],
    ['MODIFIED', 'upsert'],
    ['DELETED', 'delete'],
  ])('reads %s', (type, change) => {
    expect(readWatchLine(JSON.stringify({ type, object }))).toEqual({
      type: change,
      object,
      resourceVersion: '8',
    });
  });

  it('reads a bookmark', () => {
    expect(
      readWatchLine(
        '{"type":"BOOKMARK","object":{"kind":"Deployment","metadata":{"resourceVersion":"9"}}}',
      ),
    ).toEqual({ type: 'bookmark', resourceVersion: '9' });
  });

  it('ignores types of newer API servers', () => {
    expect(readWatchLine('{"type":"RENAMED","object":{}}')).toEqual({
      type: 'ignored',
    });
  });

  it('passes on an object with absurd metadata, for the parser to report', () => {
    expect(
      readWatchLine('{"type":"ADDED","object":{"metadata":"none"}}'),
    ).toEqual({ type: 'upsert', object: { metadata: undefined } });
  });

  it.each<[string, object, Failure]>([
    ['410', { code: 410, reason: 'Expired' }, { type: 'gone' }],
    ['Expired without a code', { reason: 'Expired' }, { type: 'gone' }],
    ['500', { code: 500 }, { type: 'server-error', status: 500 }],
    ['nothing', {}, { type: 'server-error', status: 500 }],
  ])('takes an ERROR event with %s for a failure', (_, status, failure) => {
    const text = JSON.stringify({ type: 'ERROR', object: status });
    expect(failureOf(() => readWatchLine(text))).toEqual(failure);
  });

  it.each(['{"type":"ADDED","obj', '7', 'null', '{}', '{"type":"ADDED"}'])(
    'refuses %s',
    text => {
      expect(failureOf(() => readWatchLine(text)).type).toBe('malformed');
    },
  );
});
