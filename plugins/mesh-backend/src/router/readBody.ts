import { InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

/** Bytes of a body. The texts in it have limits of their own. */
const MAX_BODY = 1_048_576;

const json = express.json({ limit: MAX_BODY, strict: true });

/** What the parser of express says about a body. */
interface BodyError {
  type?: string;
}

function describe(error: BodyError): string {
  switch (error.type) {
    case 'entity.too.large':
      return `The body of the request is larger than ${MAX_BODY} bytes. Send fewer or smaller objects.`;
    case 'entity.parse.failed':
      return 'The body of the request is no JSON. Send an object.';
    case 'encoding.unsupported':
      return 'The encoding of the body is not known. Send it as it is, or compressed with gzip.';
    default:
      return 'The body of the request cannot be read. Send JSON.';
  }
}

/**
 * Reads a body of JSON, up to 1 MB, whether compressed or not.
 *
 * Fails with InputError (400) that says what is wrong with it and what to do.
 */
export const readBody: RequestHandler = (req, res, next) => {
  if (!req.is('application/json')) {
    next(
      new InputError(
        'The body of the request is no JSON. Send it with Content-Type: application/json.',
      ),
    );
    return;
  }
  json(req, res, (error?: BodyError) =>
    next(error ? new InputError(describe(error)) : undefined),
  );
};
