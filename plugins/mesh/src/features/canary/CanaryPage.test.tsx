import {
  aCanaryDetail,
  aCanaryListView,
  aCanarySummary,
  aCanaryView,
  aFailedCanarySummary,
  aFreshness,
  anAbTestSummary,
  aRef,
  aResponseError,
  aSource,
  aWaitingCanarySummary,
} from '@fairway/mesh-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { CanaryPage } from './CanaryPage';

describe('CanaryPage', () => {
  it('says first how the release is going, then who serves users', async () => {
    renderFeature(<CanaryPage />);
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: /^v1.4.2 takes 30.% of the traffic; step 3 of 6; promotion not before 14:32.$/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Progressing')).toBeInTheDocument();
    const serves = screen.getByRole('region', { name: 'Who serves users now' });
    expect(within(serves).getByRole('img')).toHaveAccessibleName(
      /^primary v1.4.1 70.%, canary v1.4.2 30.%$/,
    );
    expect(serves).toHaveTextContent(
      'weights from VirtualService shop/checkout',
    );
    expect(serves).toHaveTextContent('3 of 3 pods ready');
  });

  it('shows steps done, the current one and those to come', async () => {
    renderFeature(<CanaryPage />);
    const steps = within(
      await screen.findByRole('list', { name: 'Steps' }),
    ).getAllByRole('listitem');
    expect(steps).toHaveLength(8);
    expect(steps[1]).toHaveTextContent(/^10.%done14:20$/);
    expect(steps[3]).toHaveAttribute('aria-current', 'step');
    expect(steps[3]).toHaveTextContent(/^30.%nowsince 14:24$/);
    expect(steps[4]).toHaveTextContent(/40.%to come≈ 14:26$/);
  });

  it('adds events in the words of Flagger, checks, conditions and findings', async () => {
    renderFeature(<CanaryPage />);
    expect(
      await screen.findByText(
        'Halt checkout.shop advancement request duration 612ms > 500ms',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Events' })).toHaveTextContent(
      '14:24:10',
    );
    expect(screen.getByText(/^at least 99.%$/)).toBeInTheDocument();
    expect(
      screen.getByText('New revision detected, progressing canary analysis.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Findings on this canary' }),
    ).toHaveTextContent('Write alerts.');
  });

  it('explains why the status of the Canary differs from the mesh', async () => {
    const waiting = aWaitingCanarySummary();
    renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([waiting]),
      canary: aCanaryView(aCanaryDetail(waiting)),
    });
    expect(await screen.findByRole('note')).toHaveTextContent(
      /Canary.status says 0.%; the VirtualService sends 50.%. While Flagger waits/,
    );
    expect(screen.getByText('needs approval')).toBeInTheDocument();
  });

  it('names the conditions of an A/B test instead of shares', async () => {
    const test = anAbTestSummary();
    renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([test]),
      canary: aCanaryView(aCanaryDetail(test)),
    });
    expect(
      await screen.findByText('header x-user-group = beta'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: /%/ })).toBeNull();
  });

  it('does not guess who serves when it is not known', async () => {
    const blind = aCanarySummary({
      weights: { state: 'unknown', reason: 'The VirtualService was not read.' },
    });
    renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([blind]),
      canary: aCanaryView(aCanaryDetail(blind)),
    });
    expect(await screen.findByRole('note')).toHaveTextContent(
      'Not known. The VirtualService was not read.',
    );
  });

  it('keeps the summary when the details cannot be read', async () => {
    renderFeature(<CanaryPage />, {
      canary: aResponseError(503, 'Error', 'events are slow'),
    });
    expect(
      await screen.findByText(
        'Events, checks and conditions are missing: events are slow',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Who serves users now' }),
    ).toBeInTheDocument();
  });

  it('lets choose among several releases', async () => {
    const { api } = renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([aCanarySummary(), aFailedCanarySummary()], {
        withoutCanary: [aRef('Deployment', 'shop', 'checkout-worker')],
      }),
      canary: ({ name }) =>
        aCanaryView(
          aCanaryDetail(
            name === 'search' ? aFailedCanarySummary() : aCanarySummary(),
          ),
        ),
    });
    expect(
      await screen.findByText(
        '1 workload is deployed at once, no Canary targets it:',
      ),
    ).toBeInTheDocument();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /Release of/ }));
    await user.click(
      await screen.findByRole('option', { name: 'shop/search · Failed' }),
    );
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'v3.1.0 was rolled back at 14:16; v3.0.1 serves everyone.',
      }),
    ).toBeInTheDocument();
    expect(api.asked).toContain(
      'canary component:default/checkout shop/search',
    );
  });

  it('offers a Canary to a service that has none', async () => {
    renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([], {
        withoutCanary: [aRef('Deployment', 'shop', 'checkout')],
      }),
    });
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'checkout is deployed at once, without a canary.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Canary checkout')).toHaveTextContent(
      'kind: Canary',
    );
  });

  it('says when the cluster has no Flagger', async () => {
    renderFeature(<CanaryPage />, {
      canaries: aCanaryListView([], {
        freshness: aFreshness([
          aSource({ kind: 'Canary', state: 'not-installed' }),
        ]),
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Flagger is not installed on sandbox',
      }),
    ).toBeInTheDocument();
  });

  it('says who may see releases, and names the permission', async () => {
    renderFeature(<CanaryPage />, {
      canaries: aResponseError(403, 'NotAllowedError'),
    });
    expect(
      await screen.findByText('You may not see the releases of checkout'),
    ).toBeInTheDocument();
    expect(screen.getByText('mesh.canary.read')).toBeInTheDocument();
  });
});
