import { RequestTextError } from './RequestTextError';

/** The parts of a URL that a proxy sees. */
export interface RequestUrl {
  scheme: 'http' | 'https';
  /** As the client puts it into the Host header: with its port, unless that is the one of the scheme. */
  host: string;
  /** Without port; brackets of an IPv6 address stay. */
  hostname: string;
  /** 1–65535. */
  port: number;
  /** With the query, not normalised. */
  path: string;
  /** `user:password` */
  userInfo?: string;
}

const URL_PARTS =
  /^(?:(https?):\/\/)?(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/i;

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Names in other scripts travel as punycode. */
function asciiName(name: string): string {
  // eslint-disable-next-line no-control-regex -- the range is that of ASCII
  if (/^[\x00-\x7f]*$/.test(name)) {
    return name;
  }
  try {
    return new URL(`http://${name}/`).hostname;
  } catch {
    return '';
  }
}

function portOf(text: string | undefined, scheme: 'http' | 'https'): number {
  const port = text ? Number(text) : DEFAULT_PORTS[scheme];
  if (port < 1 || port > 65535) {
    throw new RequestTextError(
      'port',
      `${port}`,
      `${text} is no port: ports are 1 to 65535.`,
    );
  }
  return port;
}

/**
 * Reads a URL as `curl` does, but leaves the path as it is written: what proxies make of `..` and `//` is theirs to decide.
 *
 * @param text - without a scheme, `http` is meant
 * @throws RequestTextError when it is no URL of a request
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3
 */
export function parseUrl(text: string): RequestUrl {
  const parts = URL_PARTS.exec(text.trim());
  const hostname = asciiName(parts?.[3] ?? '');
  if (!parts || hostname === '' || /\s/.test(text.trim())) {
    throw new RequestTextError(
      'url',
      text,
      `"${text}" is no URL of a request: write it as http://host:port/path.`,
    );
  }
  const scheme = parts[1]?.toLowerCase() === 'https' ? 'https' : 'http';
  const port = portOf(parts[4], scheme);
  const rest = parts[5] ?? '/';
  return {
    scheme,
    hostname,
    host: port === DEFAULT_PORTS[scheme] ? hostname : `${hostname}:${port}`,
    port,
    path: rest.startsWith('/') ? rest : `/${rest}`,
    ...(parts[2] === undefined ? {} : { userInfo: parts[2] }),
  };
}
