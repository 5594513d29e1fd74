import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Reads a part of a request with its schema of the contract.
 *
 * @param what - name of the part in the message: `path`, `query`, `body`
 * @throws InputError (400) that says which parameter is wrong and how
 */
export function parseRequest<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: 'path' | 'query' | 'body',
): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw new InputError(
      `The ${what} of the request is wrong. ${problems.join('. ')}.`,
    );
  }
  return parsed.data;
}
