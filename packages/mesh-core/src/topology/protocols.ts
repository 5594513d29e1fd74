import type { Traffic } from './model';

const protocols: readonly Traffic['protocol'][] = ['http', 'grpc', 'tcp'];

/** Whether Kiali's name of a protocol is one of ours. */
export function isProtocol(
  name: string | undefined,
): name is Traffic['protocol'] {
  return protocols.some(protocol => protocol === name);
}
