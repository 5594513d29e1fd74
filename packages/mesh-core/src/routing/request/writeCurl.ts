import type { RouteRequest } from '../simulate/Outcome';

/** A word that no shell changes. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** The options that say which address is called, where the URL alone does not. */
function addressOptions(request: RouteRequest, urlPort: number): string[] {
  const { connect, port, host } = request;
  if (connect === undefined && port === urlPort) {
    return [];
  }
  const name = hostnameOf(host);
  const target = `${name}:${urlPort}:${connect ?? name}:${port}`;
  return [`--connect-to ${quoted(target)}`];
}

function headerOption([name, value]: readonly [string, string]): string {
  return `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`;
}

/**
 * Writes a request as a command of curl, one option a line. What curl would add by itself and the request does not have is taken out.
 *
 * @see https://curl.se/docs/manpage.html
 * @public
 */
export function writeCurl(request: RouteRequest): string {
  const { method, scheme, host, path, headers } = request;
  const written = /:(\d+)$/.exec(host)?.[1];
  const urlPort = Number(written ?? (scheme === 'https' ? 443 : 80));
  const names = new Set(headers.map(([name]) => name));
  const isPath = /^\/[^#\s]*$/.test(path);
  const methodOption = method === 'GET' ? [] : [`-X ${quoted(method)}`];
  const lines = [
    [
      'curl',
      ...methodOption,
      quoted(`${scheme}://${host}${isPath ? path : '/'}`),
    ],
    ...(isPath ? [] : [[`--request-target ${quoted(path)}`]]),
    ...headers.map(header => [headerOption(header)]),
    ...['user-agent', 'accept']
      .filter(name => !names.has(name))
      .map(name => [`-H ${quoted(`${name}:`)}`]),
    ...addressOptions(request, urlPort).map(option => [option]),
  ];
  return lines.map(line => line.join(' ')).join(' \\\n  ');
}
