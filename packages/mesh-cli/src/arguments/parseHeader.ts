import { InputError } from '@backstage/errors';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads a header as `curl -H` takes it: `name: value`, or `name;` for one without value. The name is given in lower case.
 *
 * @throws InputError when it is no header
 */
export function parseHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':', 1);
  const name =
    colon < 0 && text.endsWith(';')
      ? text.slice(0, -1)
      : text.slice(0, colon < 0 ? 0 : colon);
  if (!TOKEN.test(name.trim())) {
    throw new InputError(`"${text}" is no header: write it as "name: value".`);
  }
  return [
    name.trim().toLowerCase(),
    colon < 0 ? '' : text.slice(colon + 1).trim(),
  ];
}
