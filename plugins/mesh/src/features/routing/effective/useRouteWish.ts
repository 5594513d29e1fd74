import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RouteWish } from './chooseRoute';

const PARTS = ['caller', 'host', 'port'] as const;

function portOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** What the address of the page asks for. Other parts of the address stay as they are. */
export function useRouteWish(): [RouteWish, (wish: RouteWish) => void] {
  const [params, setParams] = useSearchParams();
  const wish = useMemo(
    () => ({
      caller: params.get('caller') ?? undefined,
      host: params.get('host') ?? undefined,
      port: portOf(params.get('port')),
    }),
    [params],
  );
  const setWish = useCallback(
    (next: RouteWish) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          for (const part of PARTS) {
            const value = next[part];
            if (value === undefined) {
              after.delete(part);
            } else {
              after.set(part, `${value}`);
            }
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [wish, setWish];
}
