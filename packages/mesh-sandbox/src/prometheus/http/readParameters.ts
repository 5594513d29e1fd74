import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;

/** The request's body is larger than a query can be. */
export class BodyTooLargeError extends Error {
  constructor() {
    super(`the body is larger than ${MAX_BODY_BYTES} bytes`);
    this.name = 'BodyTooLargeError';
  }
}

/**
 * Parameters of a request: those of the form body first, then those of the query string.
 *
 * @throws BodyTooLargeError
 */
export async function readParameters(
  req: IncomingMessage,
  url: URL,
): Promise<URLSearchParams> {
  const parameters = new URLSearchParams();
  const type = req.headers['content-type'] ?? '';
  if (
    req.method === 'POST' &&
    type.startsWith('application/x-www-form-urlencoded')
  ) {
    for (const [name, value] of new URLSearchParams(await readBody(req))) {
      parameters.append(name, value);
    }
  }
  for (const [name, value] of url.searchParams) {
    parameters.append(name, value);
  }
  return parameters;
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new BodyTooLargeError();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
