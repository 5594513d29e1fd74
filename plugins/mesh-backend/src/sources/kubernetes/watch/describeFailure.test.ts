import type { Failure } from '../http';
import { describeFailure } from './describeFailure';

const target = { cluster: 'eu-1', kind: 'Canary' } as const;

const sentences: Record<Failure['type'], [Failure, string]> = {
  unreachable: [
    { type: 'unreachable', detail: 'ECONNREFUSED' },
    'Cluster eu-1 cannot be reached (ECONNREFUSED).',
  ],
  backend: [
    { type: 'backend', detail: 'The kubernetes plugin is not ready yet.' },
    'The kubernetes plugin is not ready yet.',
  ],
  timeout: [{ type: 'timeout' }, 'Cluster eu-1 did not answer in time.'],
  cut: [{ type: 'cut' }, 'The connection to cluster eu-1 was cut.'],
  unauthorized: [
    { type: 'unauthorized' },
    'Cluster eu-1 rejects the credentials (401). Check the token of the cluster in the configuration of the kubernetes plugin.',
  ],
  forbidden: [
    { type: 'forbidden' },
    'The credentials for cluster eu-1 may not list and watch canaries.flagger.app in all namespaces (403). The roles in docs/rbac allow it.',
  ],
  'not-found': [
    { type: 'not-found' },
    'Cluster eu-1 does not serve canaries.flagger.app.',
  ],
  gone: [
    { type: 'gone' },
    'Cluster eu-1 has forgotten the state that the watch of canaries.flagger.app stood at. Everything is listed again.',
  ],
  throttled: [{ type: 'throttled' }, 'Cluster eu-1 asks to slow down (429).'],
  'server-error': [
    { type: 'server-error', status: 503 },
    'Cluster eu-1 answers with an error (503).',
  ],
  malformed: [
    { type: 'malformed', detail: 'The answer is no JSON.' },
    'Cluster eu-1 answers in an unknown shape. The answer is no JSON.',
  ],
};

describe('describeFailure', () => {
  it.each(Object.entries(sentences))('says %s', (_, [failure, sentence]) => {
    expect(describeFailure(failure, target)).toBe(sentence);
  });

  it('names the namespace that is forbidden', () => {
    expect(
      describeFailure({ type: 'forbidden' }, { ...target, namespace: 'shop' }),
    ).toContain('in namespace shop (403)');
  });
});
