import { lookupHost } from '../simulate/selectVirtualHost';

const LABELS = ['other', 'another', 'some', 'any-other'];
const ENDINGS = ['.example', '.test', '.invalid', ''];

/** The domains that tables know, to find names that come to none of them but the one that is meant. */
export class DomainNames {
  readonly #names = new Set<string>();
  readonly #wildcards: string[] = [];

  constructor(domains: Iterable<string>) {
    for (const domain of new Set(domains)) {
      if (domain.includes('*')) {
        this.#wildcards.push(domain);
      } else {
        this.#names.add(domain);
      }
    }
  }

  /** Whether a domain takes a name before another does. */
  #isTaken(name: string, other: string): boolean {
    return (
      this.#names.has(name) ||
      this.#wildcards.some(
        domain =>
          domain.length > other.length &&
          (name.endsWith(domain.slice(1)) ||
            name.startsWith(domain.slice(0, -1))),
      )
    );
  }

  /** A name that comes to a domain. */
  nameFor(domain: string): string {
    if (!domain.includes('*')) {
      return domain;
    }
    const names = (
      domain === '*'
        ? ENDINGS.flatMap(ending => LABELS.map(label => label + ending))
        : LABELS.map(label => domain.replace('*', label))
    ).map(lookupHost);
    return names.find(name => !this.#isTaken(name, domain)) ?? names[0];
  }
}
