import { IncomingMessage, ServerResponse } from 'node:http';
import { readJson, sendError, sendJson } from './httpBody';
import { StatusError } from './StatusError';

/** Faults that can be switched. */
export interface SwitchableFaults {
  readonly state: object;
  set(faults: object): void;
  clear(): void;
}

/** What a body may ask for once, by field name: done after the faults are set. */
export type OneTimeActions = Readonly<Record<string, () => void>>;

function putFaults(
  faults: SwitchableFaults,
  actions: OneTimeActions,
  body: unknown,
): void {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  faults.clear();
  faults.set(
    Object.fromEntries(fields.filter(([field]) => !(field in actions))),
  );
  for (const [field, wanted] of fields) {
    if (field in actions && wanted === true) {
      actions[field]();
    }
  }
}

async function change(
  faults: SwitchableFaults,
  actions: OneTimeActions,
  incoming: IncomingMessage,
): Promise<void> {
  switch (incoming.method) {
    case 'GET':
      return;
    case 'DELETE':
      faults.clear();
      return;
    case 'PUT':
      putFaults(faults, actions, await readJson(incoming));
      return;
    default:
      throw new StatusError('MethodNotAllowed', 'GET, PUT or DELETE');
  }
}

/**
 * Control of faults over HTTP, for browser tests: `GET` shows them, `PUT` replaces them and does what its body asks for
 * once, `DELETE` ends them.
 */
export async function faultsEndpoint(
  faults: SwitchableFaults,
  actions: OneTimeActions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await change(faults, actions, incoming);
    sendJson(response, 200, faults.state);
  } catch (error) {
    sendError(response, error);
  }
}
