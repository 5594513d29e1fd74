import {
  aFailedCanarySummary,
  anAbTestSummary,
  aResponseError,
  aSummaryView,
} from '@fairway/mesh-test-utils';
import { screen } from '@testing-library/react';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { MeshCard } from './MeshCard';

const links = { routing: '/r', canary: '/c', topology: '/t' };

describe('MeshCard', () => {
  it('says how the service is and leads to the tabs', async () => {
    renderFeature(<MeshCard links={links} />);
    expect(
      await screen.findByText(/^v1.4.2 takes 30.% of the traffic/),
    ).toBeInTheDocument();
    const card = screen.getByRole('region', { name: 'Mesh' });
    expect(card).toHaveTextContent(
      /42.4.rps0.2.% errorsmTLS STRICT1 error2 warnings/,
    );
    expect(screen.getByRole('link', { name: 'Release' })).toHaveAttribute(
      'href',
      '/c',
    );
    expect(screen.getByRole('link', { name: 'Routes' })).toHaveAttribute(
      'href',
      '/r',
    );
    expect(screen.getByRole('link', { name: 'Traffic' })).toHaveAttribute(
      'href',
      '/t',
    );
  });

  it('asks why a release failed', async () => {
    renderFeature(<MeshCard links={links} />, {
      summary: aSummaryView({
        canary: aFailedCanarySummary(),
        otherCanaries: 2,
      }),
    });
    expect(
      await screen.findByRole('link', { name: 'Why it failed' }),
    ).toBeInTheDocument();
    expect(screen.getByText('2 more releases')).toBeInTheDocument();
  });

  it('has no split for an A/B test', async () => {
    renderFeature(<MeshCard links={links} />, {
      summary: aSummaryView({ canary: anAbTestSummary() }),
    });
    expect(await screen.findByText(/test group/)).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: /%/ })).toBeNull();
  });

  it('tells the gravest finding of a service without a release', async () => {
    renderFeature(<MeshCard links={{}} />, {
      summary: aSummaryView({
        canary: undefined,
        findings: {
          error: 1,
          warning: 0,
          info: 0,
          first: {
            code: 'c',
            severity: 'error',
            path: '',
            message: 'Subset v3 has no pods.',
          },
        },
      }),
    });
    expect(
      await screen.findByText('Subset v3 has no pods.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says what is withheld, and shows the rest', async () => {
    renderFeature(<MeshCard links={links} />, {
      summary: aSummaryView({
        canary: undefined,
        findings: undefined,
        traffic: {
          ratePerSecond: 0,
          health: { state: 'idle', reason: '', evidence: [] },
        },
        withheld: ['canary', 'routing'],
      }),
    });
    expect(
      await screen.findByText('You may not see: releases, routes.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Releases are not yours to see.'),
    ).toBeInTheDocument();
    expect(screen.getByText('no traffic')).toBeInTheDocument();
  });

  it('stays a card when there is no answer', async () => {
    renderFeature(<MeshCard links={links} />, {
      summary: aResponseError(503, 'Error', 'too busy'),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'The mesh backend does not answer',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Mesh' })).toBeInTheDocument();
  });
});
