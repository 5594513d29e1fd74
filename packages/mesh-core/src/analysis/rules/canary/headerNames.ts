import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Envoy compares names of headers in lower case. */
export const headerNames: CanaryRule = {
  code: 'canary-header-name',
  consequence: 'ignored',
  link: links.service,
  check({ canary }) {
    const { analysis, service } = canary.spec;
    const lists = [
      { at: 'spec.analysis.match', list: analysis?.match ?? [] },
      { at: 'spec.service.match', list: service?.match ?? [] },
    ];
    return lists.flatMap(({ at, list }) =>
      list.flatMap(({ headers = {} }, index) =>
        Object.keys(headers)
          .filter(name => !/^:?[a-z0-9-]+$/.test(name))
          .map(name => ({
            path: `${at}[${index}].headers[${JSON.stringify(name)}]`,
            message: `\`${name}\` is not in lower case with hyphens: the condition may never be met.`,
            remedy: `Write \`${name.toLowerCase().replace(/_/g, '-')}\`.`,
          })),
      ),
    );
  },
};
