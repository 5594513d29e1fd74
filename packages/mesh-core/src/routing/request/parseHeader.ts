import { RequestTextError } from './RequestTextError';

/** A token of HTTP: the name of a header, or a method. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Tells whether a text may be a method or the name of a header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens
 */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * Reads a header as `curl -H` takes it: `name: value`, or `name;` for one without value. The name is given in lower case.
 *
 * @throws RequestTextError when it is no header
 * @see https://curl.se/docs/manpage.html#-H
 */
export function parseHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':', 1);
  const name =
    colon < 0 && text.endsWith(';')
      ? text.slice(0, -1)
      : text.slice(0, colon < 0 ? 0 : colon);
  const value = colon < 0 ? '' : text.slice(colon + 1).trim();
  // eslint-disable-next-line no-control-regex -- such bytes end a header or are refused by every proxy
  if (!isToken(name.trim()) || /[\r\n\0]/.test(value)) {
    throw new RequestTextError(
      'header',
      text,
      `"${text}" is no header: write it as "name: value".`,
    );
  }
  return [name.trim().toLowerCase(), value];
}
