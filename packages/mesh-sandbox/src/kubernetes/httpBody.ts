import { IncomingMessage, ServerResponse } from 'node:http';
import { StatusError } from './StatusError';

const maxBytes = 3 * 1024 * 1024;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      throw new StatusError(
        'BadRequest',
        `the request is larger than ${maxBytes} bytes`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a JSON body; undefined when it is empty. @throws StatusError BadRequest */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StatusError(
      'BadRequest',
      `the body of the request is not JSON: ${(error as Error).message}`,
    );
  }
}

/** Media type of a request body, without parameters. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
}

/** Sends a JSON answer. */
export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Sends a plain text answer. */
export function sendText(
  response: ServerResponse,
  code: number,
  text: string,
): void {
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}

/** Sends a failure as a `Status` object; failures that are none become 500. */
export function sendError(response: ServerResponse, error: unknown): void {
  const status =
    error instanceof StatusError
      ? error
      : new StatusError(
          'InternalError',
          `Internal error occurred: ${(error as Error).message}`,
        );
  const retryAfter = status.details?.retryAfterSeconds;
  sendJson(
    response,
    status.code,
    status.toStatus(),
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );
}
