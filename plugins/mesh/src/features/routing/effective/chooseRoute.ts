import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';

/** Whose rules are shown, for which host and port. */
export interface ChosenRoute {
  caller: CallerOption;
  host: string;
  port: number;
}

/** What an address or a reader asks for; each part may be absent, or name what is no longer there. */
export interface RouteWish {
  caller?: string;
  host?: string;
  port?: number;
}

/** What is shown for a wish; `missing` are the parts of it that are not there. */
export interface RouteChoice {
  /** Absent where nobody calls. */
  caller?: CallerOption;
  /** Absent where the caller reaches no host. */
  chosen?: ChosenRoute;
  missing: (keyof RouteWish)[];
}

/**
 * What is shown for a wish: the busiest caller, its first host and the first port of that (the one for HTTPS before others), unless
 * the wish names another one that is there.
 *
 * @param callers - the busiest before the others
 */
export function chooseRoute(
  callers: readonly CallerOption[],
  wish: RouteWish,
): RouteChoice {
  const missing: (keyof RouteWish)[] = [];
  const pick = <T>(
    options: readonly T[],
    part: keyof RouteWish,
    isIt: (option: T) => boolean,
    usual: T | undefined = options[0],
  ): T | undefined => {
    if (wish[part] === undefined) {
      return usual;
    }
    const found = options.find(isIt);
    if (!found) {
      missing.push(part);
    }
    return found ?? usual;
  };
  const caller = pick(callers, 'caller', ({ id }) => id === wish.caller);
  const host = pick(caller?.hosts ?? [], 'host', one => one.host === wish.host);
  const ports = host?.ports ?? [];
  const port = pick(
    ports,
    'port',
    ({ number }) => number === wish.port,
    ports.find(({ protocol }) => protocol === 'https'),
  );
  return {
    ...(caller && { caller }),
    ...(caller &&
      host &&
      port && { chosen: { caller, host: host.host, port: port.number } }),
    missing,
  };
}

/** The wish after another caller was chosen: a host and port that it has too stay. */
export function wishForCaller(
  caller: CallerOption,
  { host, port }: RouteWish,
): RouteWish {
  const same = caller.hosts.find(one => one.host === host);
  const hasPort = same?.ports.some(({ number }) => number === port);
  return {
    caller: caller.id,
    ...(same && { host }),
    ...(hasPort && { port }),
  };
}
