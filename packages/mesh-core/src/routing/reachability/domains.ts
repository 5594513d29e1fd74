import type { PathNormalization } from '../simulate/normalizePath';
import type { TextDomain } from './chooseText';
import type { Field } from './conditions';
import type { Term } from './Language';
import { textTerm } from './patternTerm';
import type { TextSets } from './TextSets';

const CONTROLS = '\\x00-\\x1f\\x7f';

/** Escapes that the proxy decodes: letters, digits, `-`, `.`, `_` and `~`. */
const DECODED =
  '.*%(2[dDeE]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe]).*';

/** What no path holds once it is normalised. */
const NORMALISED_AWAY: Readonly<Record<PathNormalization, readonly string[]>> =
  (() => {
    const base = ['.*\\\\.*', '.*/\\.\\.?(/.*)?', DECODED, '.*%00.*'];
    const merged = [...base, '.*//.*'];
    return {
      NONE: [],
      BASE: base,
      DEFAULT: base,
      MERGE_SLASHES: merged,
      DECODE_AND_MERGE_SLASHES: [...merged, '.*%(2[fF]|5[cC]).*'],
    };
  })();

/** Path of a request to the server as a whole, which only OPTIONS may have. */
export const WHOLE_SERVER = '*';

/** Values that no rule is likely to name. */
const FRESH = ['other', 'another'];

function pathDomain(
  sets: TextSets,
  normalization: PathNormalization,
): TextDomain {
  const { language } = sets;
  return {
    term: language.allOf([
      sets.pattern(`/[^?#\\x20${CONTROLS}]*`),
      ...NORMALISED_AWAY[normalization].map(pattern =>
        language.not(sets.pattern(pattern)),
      ),
    ]),
    preferred: ['/', '/other'],
  };
}

function domainTerm(sets: TextSets, domain: string): Term {
  const { language } = sets;
  const some = sets.pattern(`[^\\x20${CONTROLS}]+`);
  const text = (part: string) => textTerm(language, part, true);
  const port = sets.pattern('(:[0-9]*)?');
  if (domain === '*') {
    return some;
  }
  if (domain.startsWith('*')) {
    return language.sequence([some, text(domain.slice(1)), port]);
  }
  return domain.endsWith('*')
    ? language.sequence([text(domain.slice(0, -1)), some])
    : language.sequence([text(domain), port]);
}

/** Where requests come in, as far as it limits them. */
export interface Entrance {
  /** Domains of the virtual host; every name where there are none. */
  domains: readonly string[];
  /** Host names that lead to it, the best example first. */
  hosts: readonly string[];
  scheme: 'http' | 'https';
  pathNormalization: PathNormalization;
}

/** The texts that a field of a request can have. */
export function fieldDomain(
  sets: TextSets,
  kind: Field['kind'],
  { domains, hosts, scheme, pathNormalization }: Entrance,
): TextDomain {
  switch (kind) {
    case 'path':
      return pathDomain(sets, pathNormalization);
    case 'method':
      return {
        term: sets.pattern("[!#$%&'*+.^_`|~0-9A-Za-z-]+"),
        preferred: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'],
      };
    case 'scheme':
      return {
        term: sets.pattern('https?'),
        preferred: scheme === 'http' ? ['http', 'https'] : ['https', 'http'],
      };
    case 'authority': {
      const names = domains.length === 0 ? ['*'] : domains;
      return {
        term: sets.language.anyOf(names.map(name => domainTerm(sets, name))),
        preferred: hosts,
      };
    }
    case 'header':
      return {
        term: sets.pattern('[^\\x00-\\x08\\x0a-\\x1f\\x7f]*'),
        preferred: FRESH,
      };
    case 'query':
      return {
        term: sets.pattern(`[^&#\\x20${CONTROLS}]*`),
        preferred: FRESH,
      };
    default:
      return { term: sets.language.all, preferred: [] };
  }
}
