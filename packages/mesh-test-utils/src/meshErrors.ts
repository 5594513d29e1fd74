/**
 * An error as the typed client rejects with it: a `ResponseError` whose cause is the typed error of the backend.
 *
 * @param status - HTTP status
 * @param name - name of the typed error, as in `NotAllowedError`; absent for an answer without a typed body
 */
export function aResponseError(
  status: number,
  name?: string,
  message = 'no',
): Error {
  const cause = Object.assign(new Error(message), { name: name ?? 'Error' });
  return Object.assign(
    new Error(`Request failed with status ${status}`, { cause }),
    {
      name: 'ResponseError',
      response: { status, ok: false },
      statusCode: status,
    },
  );
}
