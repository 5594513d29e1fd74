import { sharedRequestSchema, type SharedRequest } from './SharedRequest';

/** The parts of the address that carry a request. */
const ONE = { caller: 'try-caller', connect: 'try-connect' } as const;
const LISTS = {
  headers: 'try-header',
  cookies: 'try-cookie',
  without: 'try-without',
} as const;
const TARGET = 'try-target';
/** The method and the URL; empty while nothing was run. */
const REQUEST = 'try';

/** Takes a request out of an address, so that another one, or none, can be put in. */
export function withoutShared(params: URLSearchParams): URLSearchParams {
  const after = new URLSearchParams(params);
  for (const name of [
    ...[REQUEST, TARGET],
    ...Object.values(ONE),
    ...Object.values(LISTS),
  ]) {
    after.delete(name);
  }
  return after;
}

/** Whether an address asks for the page on which requests are tried. */
export function asksToTry(params: URLSearchParams): boolean {
  return params.has(REQUEST);
}

/** Puts the page into an address on which requests are tried, without one that was run. */
export function withTrying(params: URLSearchParams): URLSearchParams {
  const after = withoutShared(params);
  after.set(REQUEST, '');
  return after;
}

/** Puts a request into an address; the other parts of it stay. */
export function withShared(
  params: URLSearchParams,
  shared: SharedRequest,
): URLSearchParams {
  const after = withoutShared(params);
  after.set(REQUEST, `${shared.method} ${shared.url}`);
  after.set(ONE.caller, shared.caller);
  for (const [key, name] of [
    ['connect', ONE.connect],
    ['target', TARGET],
  ] as const) {
    if (shared[key]) {
      after.set(name, shared[key]);
    }
  }
  for (const [key, name] of Object.entries(LISTS)) {
    for (const value of shared[key as keyof typeof LISTS]) {
      after.append(name, value);
    }
  }
  return after;
}

/** Reads the request of an address; nothing when there is none, or none that can be read. */
export function sharedOfParams(
  params: URLSearchParams,
): SharedRequest | undefined {
  const found = /^(\S+) (\S+)$/.exec(params.get(REQUEST) ?? '');
  if (!found) {
    return undefined;
  }
  const read = sharedRequestSchema.safeParse({
    method: found[1],
    url: found[2],
    caller: params.get(ONE.caller) ?? '',
    connect: params.get(ONE.connect) ?? '',
    target: params.get(TARGET) ?? '',
    headers: params.getAll(LISTS.headers),
    cookies: params.getAll(LISTS.cookies),
    without: params.getAll(LISTS.without),
  });
  return read.success ? read.data : undefined;
}
