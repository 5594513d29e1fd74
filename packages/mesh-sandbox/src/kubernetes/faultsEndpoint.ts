import { IncomingMessage, ServerResponse } from 'node:http';
import { readJson, sendJson } from './httpBody';
import { KubernetesFaults, KubernetesFaultState } from './KubernetesFaults';
import { StatusError } from './StatusError';

/** Body of `PUT /sandbox/faults`: faults to switch on, and what to do once. */
interface FaultsBody extends KubernetesFaultState {
  readonly cutWatches?: boolean;
  readonly compact?: boolean;
}

/**
 * Control of the faults over HTTP, for browser tests: `GET` shows them, `PUT` replaces them, `DELETE` ends them. Besides
 * the fields of {@link KubernetesFaultState} the body may hold `cutWatches: true` and `compact: true`, done once.
 */
export async function faultsEndpoint(
  faults: KubernetesFaults,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (incoming.method) {
    case 'GET':
      break;
    case 'DELETE':
      faults.clear();
      break;
    case 'PUT': {
      const { cutWatches, compact, ...state } = ((await readJson(incoming)) ??
        {}) as FaultsBody;
      faults.clear();
      faults.set(state);
      if (compact) {
        faults.compact({ expireWatches: true });
      }
      if (cutWatches) {
        faults.cutWatches();
      }
      break;
    }
    default:
      throw new StatusError('MethodNotAllowed', 'GET, PUT or DELETE');
  }
  sendJson(response, 200, faults.state);
}
