import {
  inHttp,
  value,
  type Attribute,
  type SeenRequest,
} from './attributeKinds';
import { matchHeader } from './matchText';
import { truthOf } from './truth';

/**
 * Compares a header, whose name stands in brackets.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function headerAttribute(brackets: string): Attribute {
  const name =
    brackets.startsWith('[') && brackets.endsWith(']')
      ? brackets.slice(1, -1).toLowerCase()
      : undefined;
  const read = ({ headers }: SeenRequest): string | undefined =>
    headers && name !== undefined && Object.hasOwn(headers, name)
      ? headers[name]
      : undefined;
  return {
    ...inHttp,
    compile: pattern =>
      name === undefined
        ? { ok: false, problem: 'the name of the header stands in no brackets' }
        : value(request => {
            if (!request.headers) {
              return 'unknown';
            }
            const text = read(request);
            return truthOf(text !== undefined && matchHeader(pattern, text));
          }),
    show: request => {
      const text = read(request);
      if (text !== undefined) {
        return `"${text}"`;
      }
      return request.headers ? 'a request without it' : 'what is not known';
    },
  };
}
