import {
  aFreshness,
  aHealth,
  anEdge,
  aNode,
  aSource,
  aTopologyView,
} from '@fairway/mesh-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { TopologyPage } from './TopologyPage';

const table = () =>
  within(screen.getByRole('region', { name: 'The same as a table' }));

describe('TopologyPage', () => {
  it('says what is wrong and opens the details of it', async () => {
    renderFeature(<TopologyPage />);
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      /23.6.% of the calls from checkout to payments fail/,
    );
    expect(screen.getByText('Kiali 2.31')).toBeInTheDocument();
    expect(
      screen.getByText('circuit breaker open: too many pending requests'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('catalog-info.yaml')).toHaveTextContent(
      'component:default/payments',
    );
  });

  it('has the graph as a table, the worst connection first', async () => {
    renderFeature(<TopologyPage />);
    await screen.findByRole('heading', { level: 2 });
    const rows = table().getAllByRole('row').slice(1);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toHaveTextContent(
      /^checkoutpaymentsfailure11.0.rps23.6.%86.msmTLSseen, not declared$/,
    );
    expect(rows[7]).toHaveTextContent(/312.kB\/s——plaindeclared$/);
  });

  it('selects by keyboard, closes with Escape and gives the focus back', async () => {
    const user = userEvent.setup();
    renderFeature(<TopologyPage />);
    const edge = await screen.findByRole('button', {
      name: /checkout-primary.*legacy-ledger/,
    });
    act(() => edge.focus());
    await user.keyboard('{Enter}');
    expect(edge).toHaveAttribute('aria-pressed', 'true');
    expect(
      screen.getByRole('heading', { level: 3, name: /legacy-ledger/ }),
    ).toBeInTheDocument();
    act(() =>
      screen.getByRole('button', { name: 'Close the details' }).focus(),
    );
    await user.keyboard('{Escape}');
    expect(
      screen.getByText('Choose a node or a connection to see its figures.'),
    ).toBeInTheDocument();
    expect(edge).toHaveFocus();
  });

  it('shows the service itself when nothing is wrong', async () => {
    renderFeature(<TopologyPage />, {
      topology: aTopologyView({
        nodes: [
          aNode('shop/cart', {
            focus: true,
            badges: ['circuit-breaker'],
            version: 'v2',
          }),
          aNode('platform/ledger', {
            outsideMesh: true,
            health: aHealth('unknown', ''),
          }),
        ],
        edges: [anEdge('shop/cart', 'platform/ledger')],
      }),
    });
    expect(
      await screen.findByRole('heading', { level: 3, name: 'cart' }),
    ).toBeInTheDocument();
    expect(screen.getByText('circuit breaker')).toBeInTheDocument();
  });

  it('asks for another window', async () => {
    const user = userEvent.setup();
    const { api } = renderFeature(<TopologyPage />, {
      topology: ({ window }) =>
        window === 300
          ? aTopologyView({ nodes: [], edges: [] })
          : aTopologyView(),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Look at the last 15 min' }),
    );
    expect(
      await screen.findByRole('region', { name: 'The same as a table' }),
    ).toBeInTheDocument();
    expect(api.asked).toEqual([
      'topology component:default/checkout {"window":300,"graphType":"workload"}',
      'topology component:default/checkout {"window":900,"graphType":"workload"}',
    ]);
  });

  it('says that no source draws the graph, and which one failed', async () => {
    renderFeature(<TopologyPage />, {
      topology: {
        ...aTopologyView(),
        graph: undefined,
        source: { type: 'none' },
        freshness: aFreshness([
          aSource({
            type: 'kiali',
            kind: undefined,
            cluster: undefined,
            state: 'unavailable',
            reason: 'session expired',
          }),
        ]),
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'No source draws the graph' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent(
      'Missing: Kiali. session expired.',
    );
  });
});
