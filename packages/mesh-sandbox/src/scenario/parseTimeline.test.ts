import { nextVersion } from './nextVersion';
import { parseTimeline } from './parseTimeline';

describe('parseTimeline', () => {
  it('reads durations and takes defaults', () => {
    const timeline = parseTimeline({
      canaries: {
        'a/b': { releases: [{ before: '90s', image: 'c:1' }], nextAfter: '2m' },
      },
    });
    expect(timeline).toMatchObject({
      worldAgeMs: 30 * 24 * 3_600_000,
      historyMs: 1_800_000,
    });
    expect(timeline.canaries.get('a/b')).toEqual({
      releases: [{ beforeMs: 90_000, image: 'c:1' }],
      nextAfterMs: 120_000,
      closedGates: [],
    });
  });

  it.each([
    [
      { worldAge: 'long' },
      'worldAge must be a duration like 30s, 5m, 2h or 7d',
    ],
    [
      { canaries: { 'a/b': { releases: {} } } },
      'canaries.a/b.releases must be a list',
    ],
    [
      { canaries: { 'a/b': { releases: [{ before: '1m' }] } } },
      'canaries.a/b.releases[0].image must be a text',
    ],
    [[], 'the document must be a map'],
  ])('names the field at fault: %j', (document, message) => {
    expect(() => parseTimeline(document)).toThrow(`timeline.yaml: ${message}`);
  });
});

describe('nextVersion', () => {
  it.each([
    ['shop/checkout:2.14.9', 'shop/checkout:2.14.10'],
    ['shop/cart:2.0.0-rc.3', 'shop/cart:2.0.0-rc.4'],
    ['shop/cart:v1beta', 'shop/cart:v2beta'],
    ['latest', 'latest-1'],
  ])('%s', (image, next) => {
    expect(nextVersion(image)).toBe(next);
  });
});
