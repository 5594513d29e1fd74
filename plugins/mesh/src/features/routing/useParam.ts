import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * One part of the address of the page.
 *
 * @param options - `push` makes it a step that the browser goes back from
 */
export function useParam(
  name: string,
  options: { push?: boolean } = {},
): [string | undefined, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const replace = !options.push;
  const set = useCallback(
    (value: string | undefined) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          if (value === undefined) {
            after.delete(name);
          } else {
            after.set(name, value);
          }
          return after;
        },
        { replace },
      ),
    [name, replace, setParams],
  );
  return [params.get(name) ?? undefined, set];
}
