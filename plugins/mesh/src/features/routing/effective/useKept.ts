import { useEffect, useState } from 'react';

/**
 * The last value that there was, so that a page does not jump while the next one is on its way.
 *
 * @returns the value, and whether it is not the present one
 */
export function useKept<T>(value: T | undefined): {
  kept: T | undefined;
  isOld: boolean;
} {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) {
      setLast(value);
    }
  }, [value]);
  return { kept: value ?? last, isOld: value === undefined };
}
