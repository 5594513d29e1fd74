import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import {
  aFreshness,
  anUnscopedView,
  aRoutingView,
  aSource,
  viewTime,
} from '@fairway/mesh-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MeshFailure } from '../query/MeshFailure';
import type { MeshQuery } from '../query/MeshQuery';
import { renderMesh } from '../__testUtils__/renderMesh';
import { StateBoundary } from './StateBoundary';

const retryAt = Date.parse(viewTime(21));

function boundary(query: MeshQuery<RoutingView>, refetch = () => {}) {
  return (
    <StateBoundary
      entityRef="component:default/checkout"
      subject="routing"
      permission="mesh.routing.read"
      owner="team-checkout"
      result={{ query, refetch }}
      skeleton={<p>bones</p>}
    >
      {view => <p>{view.clusters.length} cluster</p>}
    </StateBoundary>
  );
}

const ready = (data: RoutingView): MeshQuery<RoutingView> => ({
  state: 'ready',
  data,
  receivedAt: 0,
});
const failed = (
  kind: MeshFailure['kind'],
  message = 'no',
): MeshQuery<RoutingView> => ({
  state: 'failed',
  failure: { kind, message },
  retryAt,
});

describe('StateBoundary', () => {
  it('shows the shape of what comes, but only when it takes a while', async () => {
    jest.useFakeTimers();
    try {
      renderMesh(boundary({ state: 'loading' }));
      await act(() => jest.advanceTimersByTimeAsync(290));
      expect(screen.queryByText('bones')).toBeNull();
      await act(() => jest.advanceTimersByTimeAsync(1_000));
      expect(screen.getByText('bones')).toBeInTheDocument();
      expect(
        screen.getByText('Loading the routes of checkout'),
      ).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('shows the answer and nothing else when all is well', async () => {
    renderMesh(boundary(ready(aRoutingView())));
    expect(await screen.findByText('1 cluster')).toBeInTheDocument();
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('gives the YAML that fills an entity without annotations, ready to copy', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    renderMesh(boundary(ready(anUnscopedView())));
    expect(
      await screen.findByRole('heading', {
        name: 'Fairway does not know which workload this is',
      }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('catalog-info.yaml').textContent).toBe(
      'metadata:\n  annotations:\n    backstage.io/kubernetes-id: checkout\n    backstage.io/kubernetes-namespace: shop\n',
    );
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('backstage.io/kubernetes-id: checkout'),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
  });

  it('says what was looked for when nothing matches', async () => {
    renderMesh(
      boundary(
        ready(
          anUnscopedView({
            status: 'no-workloads',
            reason: 'No Deployment carries the label.',
            lookedFor: ['kubernetes-id=checkout in shop'],
          }),
        ),
      ),
    );
    expect(
      await screen.findByText(
        'No workload matches the annotations of checkout',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('kubernetes-id=checkout in shop'),
    ).toBeInTheDocument();
  });

  it('names the permission and the owner when it is forbidden', async () => {
    renderMesh(boundary(failed('forbidden')));
    expect(
      await screen.findByText('You may not see the routes of checkout'),
    ).toBeInTheDocument();
    expect(screen.getByText('mesh.routing.read')).toBeInTheDocument();
    expect(screen.getByText(/owned by/)).toHaveTextContent('team-checkout');
  });

  it.each([
    ['not-found', 'The catalog does not know checkout'],
    ['backend-missing', 'No mesh backend answers'],
    ['network', 'The mesh backend does not answer'],
    ['contract', 'The backend speaks another version'],
  ] as const)('has words for %s', async (kind, title) => {
    renderMesh(boundary(failed(kind)));
    expect(
      await screen.findByRole('heading', { name: title }),
    ).toBeInTheDocument();
  });

  it('says when it asks again, and asks at once on demand', async () => {
    const refetch = jest.fn();
    renderMesh(boundary(failed('network', 'The catalog is down'), refetch));
    expect(
      await screen.findByText(
        'The catalog is down. Asked again in 20 seconds.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Retry now' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('keeps showing the last answer with its time', async () => {
    const data = aRoutingView(
      {},
      { freshness: { ...aFreshness(), observedAt: viewTime(-440) } },
    );
    renderMesh(
      boundary({
        state: 'stale',
        data,
        receivedAt: 0,
        failure: { kind: 'network', message: 'timeout after 10 s' },
        retryAt,
      }),
    );
    expect(await screen.findByText('1 cluster')).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent(
      'As of 14:18, 7 minutes ago. timeout after 10 s. Asked again in 20 seconds.',
    );
  });

  it('names a source that failed, and what was never there at the foot', async () => {
    const freshness = aFreshness([
      aSource({
        kind: 'Canary',
        state: 'unavailable',
        reason: 'answers 503',
        retryAt: viewTime(11),
      }),
      aSource({ kind: 'HTTPRoute', state: 'not-installed' }),
    ]);
    renderMesh(boundary(ready(aRoutingView({}, { freshness }))));
    expect(await screen.findByRole('note')).toHaveTextContent(
      'Missing: Canary of sandbox. answers 503. Asked again in 10 seconds.',
    );
    expect(
      screen.getByText('Not installed: HTTPRoute of sandbox.'),
    ).toBeInTheDocument();
  });

  it('says when the cluster does not confirm the entity', async () => {
    renderMesh(
      boundary(
        ready(
          aRoutingView(
            {},
            {
              binding: {
                state: 'unconfirmed',
                reason: 'The Deployment lacks the label.',
              },
            },
          ),
        ),
      ),
    );
    expect(await screen.findByRole('note')).toHaveTextContent(
      'The cluster does not confirm that this is checkout. The Deployment lacks the label.',
    );
  });
});
