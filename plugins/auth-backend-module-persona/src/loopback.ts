import { isIP } from 'node:net';

const IPV4_MAPPED_PREFIX = '::ffff:';

/**
 * Tells whether a host name or IP address can only mean this machine: `localhost` and names below it,
 * `127.0.0.0/8`, `::1`, and the IPv4-mapped form of `127.0.0.0/8` that Node reports for a dual-stack socket.
 *
 * Names are not resolved: a name that somebody else controls may resolve to loopback today and elsewhere tomorrow.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6761#section-6.3 for `localhost`
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  const address = name.startsWith(IPV4_MAPPED_PREFIX)
    ? name.slice(IPV4_MAPPED_PREFIX.length)
    : name;

  switch (isIP(address)) {
    case 4:
      return address.startsWith('127.');
    case 6:
      return address === '::1';
    default:
      return address === 'localhost' || address.endsWith('.localhost');
  }
}

/**
 * Checks that a base URL points at this machine.
 *
 * @param baseUrl - absolute URL, as in `backend.baseUrl`
 * @throws Error when the URL does not parse or names another host
 */
export function assertLoopbackBaseUrl(baseUrl: string): void {
  const { hostname } = new URL(baseUrl);
  if (!isLoopbackHost(hostname)) {
    throw new Error(
      `The sign-in provider 'persona' lets anybody sign in as a demo user without a password, ` +
        `so it runs on a loopback address only, but backend.baseUrl is ${baseUrl}. ` +
        `Set backend.baseUrl to http://localhost:<port>, or remove the persona module and configure a real provider.`,
    );
  }
}
