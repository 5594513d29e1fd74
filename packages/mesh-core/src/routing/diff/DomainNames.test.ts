import { DomainNames } from './DomainNames';

describe('DomainNames', () => {
  const nameFor = (domain: string, ...others: string[]): string =>
    new DomainNames([domain, ...others]).nameFor(domain);

  it.each<[string, domain: string, others: string[]]>([
    ['cart.shop', 'cart.shop', ['*.shop']],
    ['other.shop', '*.shop', []],
    ['another.shop', '*.shop', ['other.shop']],
    ['some.shop', '*.shop', ['*other.shop']],
    ['cart.other', 'cart.*', []],
    ['cart.another', 'cart.*', ['cart.other']],
    ['other.example', '*', ['cart.shop', '*.shop']],
    ['other.test', '*', ['*.example']],
    ['another.example', '*', ['other.*']],
    ['some.invalid', '*', ['*.example', '*.test', 'other.*', 'another.*']],
    ['other.shop', '*.shop', ['*']],
  ])('finds %s for %s beside %j', (expected, domain, others) => {
    expect(nameFor(domain, ...others)).toBe(expected);
  });

  it('takes a name that is known where there is no other', () => {
    const taken = ['other', 'another', 'some', 'any-other'].map(
      label => `${label}.shop`,
    );
    expect(nameFor('*.shop', ...taken)).toBe('other.shop');
  });
});
