import type { StringMatch } from '../../resources';
import { chooseLines } from './chooseLines';
import { chooseText, type TextDomain } from './chooseText';
import { conditionsOf, opposite, type Condition } from './conditions';
import { fieldDomain } from './domains';
import { nextChars } from './nextChars';
import { patternTerm } from './patternTerm';
import { TextSets } from './TextSets';

const sets = new TextSets();
const anything: TextDomain = {
  term: sets.language.all,
  preferred: ['other', 'another'],
};
const all = (...matches: StringMatch[]) => matches.map(match => sets.of(match));

describe('nextChars', () => {
  it('divides characters by what may follow', () => {
    const { language } = sets;
    const term = patternTerm(language, '[b-d]x|c?y')!;
    const parts = nextChars(term);
    expect(parts[0][0]).toBe(0);
    expect(parts.at(-1)?.[1]).toBe(0x10ffff);
    for (const [from, to] of parts) {
      expect(language.after(term, from)).toBe(language.after(term, to));
    }
    const starts = parts.map(([from]) => String.fromCodePoint(from));
    expect(starts).toEqual(expect.arrayContaining(['b', 'c', 'd', 'e', 'y']));
  });
});

describe('TextSets', () => {
  it('has one set for one match', () => {
    expect(sets.of({ exact: 'a' })).toBe(sets.of({ exact: 'a' }));
    expect(sets.of({ exact: 'a' })).not.toBe(sets.of({ prefix: 'a' }));
    expect(sets.of({ exact: 'a' })).not.toBe(
      sets.of({ exact: 'a' }, { ignoreCase: true }),
    );
  });

  it.each<[StringMatch, string[]]>([
    [{ exact: 'a' }, ['a']],
    [{ prefix: '/a' }, ['/a', '/a/x', '/a-x']],
    [{ prefix: '/a/' }, ['/a/', '/a/x']],
    [{ regex: '/a[0-9]' }, ['/a0']],
    [{ regex: '/a\\b.*' }, ['/a']],
    [{ regex: '/\\p{L}+' }, [expect.stringMatching(/^\/[a-z]$/)]],
    [{ regex: '/a\\bx' }, []],
    [{}, []],
  ])('has examples of %j, which it takes', (match, samples) => {
    const set = sets.of(match);
    expect(set.samples).toEqual(samples);
    expect(set.samples.every(set.test)).toBe(true);
  });

  it('knows what is refused, and what asks for presence only', () => {
    expect(sets.of({ regex: '(' })).toMatchObject({ kind: 'invalid' });
    expect(sets.of({})).toMatchObject({ kind: 'present' });
  });

  it('takes whole elements of a path', () => {
    const set = sets.elements('/A', true);
    expect(['/a', '/A/b', '/ab', '/'].map(set.test)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(sets.elements('', false).samples).toEqual(['/', '/x']);
  });

  it('says the same as the terms that it is searched by', () => {
    const texts = ['', '/', '/a', '/A', '/a/', '/a/x', '/ab', '/b'];
    for (const set of [
      sets.of({ exact: '/a' }),
      sets.of({ exact: '/a' }, { ignoreCase: true }),
      sets.of({ prefix: '/a' }),
      sets.of({ regex: '/[ab](/.*)?' }),
      sets.elements('/a', false),
    ]) {
      expect(texts.map(set.test)).toEqual(
        texts.map(text => sets.language.has(set.term!, text)),
      );
    }
  });
});

describe('chooseText', () => {
  it.each<[string, StringMatch[], StringMatch[], unknown]>([
    ['what nobody asks for', [], [], { text: 'other' }],
    ['not what is avoided', [], [{ exact: 'other' }], { text: 'another' }],
    ['the only text', [{ exact: 'a' }], [], { text: 'a' }],
    [
      'no text where the only one is avoided',
      [{ exact: 'a' }],
      [{ prefix: 'a' }],
      'none',
    ],
    [
      'the longer of two prefixes',
      [{ prefix: '/a' }, { prefix: '/a/b' }],
      [],
      { text: '/a/b' },
    ],
    [
      'no text of prefixes that exclude each other',
      [{ prefix: '/a' }, { prefix: '/b' }],
      [],
      'none',
    ],
    [
      'no text of a prefix that is avoided',
      [{ prefix: '/a/b' }],
      [{ prefix: '/a' }],
      'none',
    ],
    [
      'a text of two patterns',
      [{ regex: '[ab]+' }, { regex: '.*b.*a.*' }],
      [],
      { text: 'ba' },
    ],
    [
      'none of a pattern that others take',
      [{ regex: '[ab]' }],
      [{ regex: 'a|b' }],
      'none',
    ],
    [
      'nothing known of what cannot be read',
      [{ regex: 'a\\bx' }],
      [],
      'unknown',
    ],
  ])('finds %s', (_, wanted, avoided, expected) => {
    expect(chooseText(sets, anything, all(...wanted), all(...avoided))).toEqual(
      expected,
    );
  });

  it('stays in the domain', () => {
    const digits: TextDomain = { term: sets.pattern('[0-9]+'), preferred: [] };
    expect(chooseText(sets, digits, all({ exact: 'a' }), [])).toBe('none');
    expect(
      chooseText(sets, digits, all({ prefix: '1' }), all({ exact: '1' })),
    ).toEqual({
      text: '10',
    });
  });
});

describe('chooseLines', () => {
  const with_ = (match: StringMatch): Condition =>
    conditionsOf(sets, { headers: { x: match } })[0];
  const without = (match: StringMatch): Condition =>
    conditionsOf(sets, { withoutHeaders: { x: match } })[0];
  const lines = (severalLines: boolean, ...conditions: Condition[]) =>
    chooseLines(
      sets,
      conditions[0].field,
      { term: sets.language.all, preferred: ['other'] },
      conditions,
      severalLines,
    );

  it('sends nothing where nothing need be sent', () => {
    expect(lines(true, without({ exact: 'a' }))).toEqual([]);
    expect(lines(true, opposite(with_({ exact: 'a' })))).toEqual([]);
  });

  it('sends any value where presence is asked for', () => {
    expect(lines(true, with_({}))).toEqual(['other']);
    expect(lines(true, with_({}), opposite(with_({})))).toBe('none');
    expect(lines(true, with_({ regex: '(' }))).toBe('none');
  });

  it('sends one line that fulfils all, else several where these count', () => {
    const both = [with_({ prefix: 'a' }), with_({ regex: '.*b' })];
    expect(lines(true, ...both)).toEqual([expect.stringMatching(/^a.*b$/)]);
    const apart = [with_({ exact: 'a' }), with_({ exact: 'b' })];
    expect(lines(true, ...apart)).toEqual(['a', 'b']);
    expect(lines(false, ...apart)).toBe('none');
  });

  it('sends no line that must not be there', () => {
    expect(lines(true, with_({ exact: 'a' }), without({ prefix: 'a' }))).toBe(
      'none',
    );
    expect(
      lines(true, with_({ prefix: 'a' }), without({ exact: 'a' })),
    ).toEqual(['a/x']);
  });
});

describe('fieldDomain', () => {
  const domain = (kind: Parameters<typeof fieldDomain>[1], more: object = {}) =>
    fieldDomain(sets, kind, {
      domains: ['cart', '*.example', 'web.*'],
      hosts: ['cart'],
      scheme: 'http',
      pathNormalization: 'DEFAULT',
      ...more,
    });
  const takes = (one: TextDomain, ...texts: string[]) =>
    texts.map(text => sets.language.has(one.term, text));

  it('has paths as they are once they are normalised', () => {
    expect(
      takes(domain('path'), '/', '/a//b', '/a/../b', '/a/./b', '/%61', '/a b'),
    ).toEqual([true, true, false, false, false, false]);
    expect(
      takes(domain('path', { pathNormalization: 'MERGE_SLASHES' }), '/a//b'),
    ).toEqual([false]);
    expect(
      takes(domain('path', { pathNormalization: 'NONE' }), '/a/../b', 'a'),
    ).toEqual([true, false]);
  });

  it('has hosts of the virtual host, with any port', () => {
    expect(
      takes(
        domain('authority'),
        'cart',
        'CART:80',
        'a.example',
        '.example',
        'web.shop',
        'web.',
        'other',
      ),
    ).toEqual([true, true, true, false, true, false, false]);
    expect(takes(domain('authority', { domains: [] }), 'other')).toEqual([
      true,
    ]);
  });

  it('prefers the scheme of the connection', () => {
    expect(domain('scheme').preferred[0]).toBe('http');
    expect(domain('scheme', { scheme: 'https' }).preferred[0]).toBe('https');
  });

  it('has methods that are tokens, and values without line ends', () => {
    expect(takes(domain('method'), 'GET', 'x-y', 'A B', '')).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(takes(domain('header'), '', 'a b', 'a\nb')).toEqual([
      true,
      true,
      false,
    ]);
    expect(takes(domain('query'), 'a', 'a&b', 'a#b')).toEqual([
      true,
      false,
      false,
    ]);
  });
});
