import {
  aMisroutedView,
  anUnscopedView,
  aRouteCallersView,
  aRouteRow,
  aRouteTableView,
  aRowDestination,
  aRoutingModel,
  aRoutingView,
} from '@fairway/mesh-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { RoutingPage } from './RoutingPage';

const region = (name: string) => screen.getByRole('region', { name });

const lead = () => screen.findByRole('heading', { level: 2 });
const rules = () => region('Rules, in the order the proxy asks them');

describe('RoutingPage', () => {
  it('says where requests of the busiest caller go, then shows rules, access, policies and exposure', async () => {
    renderFeature(<RoutingPage />);
    expect(await lead()).toHaveTextContent(
      /^From storefront, \/api\/checkout goes 70.% to v1.4.1 and 30.% to v1.4.2; what no rule takes gets a 404\.$/,
    );
    expect(
      screen.getByText(
        '4 rules reach this caller; 1 can never match. Compiled from 2 objects, the way Istio 1.31 does.',
      ),
    ).toBeInTheDocument();
    expect(within(rules()).getAllByRole('row')).toHaveLength(7);
    expect(region('Access')).toHaveTextContent('mTLS STRICT');
    expect(region('Access')).toHaveTextContent(
      'primaryCallersAnyone in the mesh may call.',
    );
    expect(region('Access')).toHaveTextContent(
      'canaryCallersstorefront/web and istio-ingress/public-gateway may call everything. All others are refused.AuthorizationPolicy shop/checkout-callersTokenA token is checked when one is sent; without one requests pass.RequestAuthentication shop/checkout-jwt',
    );
    expect(region('Policies')).toHaveTextContent('LEAST_REQUEST');
    expect(region('Exposure')).toHaveTextContent('checkout.shop.example:443');
    expect(region('Exposure')).toHaveTextContent(
      '80 answers with a redirect to HTTPS',
    );
    expect(region('Policy reports')).toHaveTextContent('11 passed1 warns');
    expect(region('Findings')).toHaveTextContent('Write perTryTimeout.');
  });

  it('opens the object of a rule at its line, closes it with Escape and gives the focus back', async () => {
    const user = userEvent.setup();
    renderFeature(<RoutingPage />);
    const rule = await screen.findByRole('button', {
      name: /^checkout · http\[0\]/,
    });
    act(() => rule.focus());
    await user.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', {
      name: 'VirtualService shop/checkout',
    });
    expect(
      await within(drawer).findByText(/marked: spec.http\[0\]\./),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(rule).toHaveFocus());
  });

  it('puts what leads nowhere into the sentence and the finding first', async () => {
    renderFeature(<RoutingPage />, {
      routing: aMisroutedView(),
      routeTable: aRouteTableView({
        rows: [
          aRouteRow({
            action: {
              kind: 'route',
              destinations: [
                aRowDestination({ share: 0.8, weight: 80 }),
                aRowDestination({
                  host: 'recommendations.shop.svc.cluster.local',
                  subset: 'v3',
                  share: 0.2,
                  weight: 20,
                  exists: false,
                }),
              ],
              statusIfMissing: 503,
              timeoutMs: null,
              retries: null,
            },
          }),
        ],
      }),
    });
    expect(await lead()).toHaveTextContent(
      /rule 1 sends 20.% of its requests to recommendations v3, which does not exist/,
    );
    expect(rules()).toHaveTextContent(
      'recommendations v3 does not exist: answered with 503',
    );
    expect(region('Findings')).toHaveTextContent('1 error');
    expect(region('Exposure')).toHaveTextContent(
      'reached from inside the mesh only',
    );
  });

  it('shows what holds when no object routes the service', async () => {
    renderFeature(<RoutingPage />, {
      routing: aRoutingView({
        routes: [],
        policies: [],
        access: undefined,
        related: [],
        findings: [],
      }),
      routeCallers: aRouteCallersView({ clusters: [] }),
    });
    expect(
      await screen.findByRole('heading', { name: 'No routing object' }),
    ).toBeInTheDocument();
    expect(region('Policies')).toHaveTextContent('defaults of the mesh hold');
    expect(region('Access')).toHaveTextContent(
      'No policy limits who may call.',
    );
    expect(region('Findings')).toHaveTextContent('Nothing to report.');
  });

  it('names what decides about mTLS once, with the verdict', async () => {
    const ref = (kind: string, name: string) => ({
      cluster: 'sandbox',
      group: '',
      kind,
      namespace: 'istio-system',
      name,
    });
    const related = [
      ref('PeerAuthentication', 'default'),
      ref('HorizontalPodAutoscaler', 'checkout'),
    ].map(one => ({ ref: one, reason: 'acts', summary: one.kind }));
    renderFeature(<RoutingPage />, {
      routing: aRoutingView({
        related,
        mtls: {
          state: 'strict',
          reason: 'STRICT, set for the mesh.',
          evidence: [{ text: 'default: STRICT', ref: related[0].ref }],
        },
      }),
    });

    await screen.findByRole('heading', { level: 2 });
    expect(region('Also acts on this service')).toHaveTextContent(
      'HorizontalPodAutoscaler',
    );
    expect(region('Also acts on this service')).not.toHaveTextContent(
      'PeerAuthentication',
    );
    expect(region('Access')).toHaveTextContent('default: STRICT');
  });

  it('lets choose the cluster where there are several', async () => {
    const user = userEvent.setup();
    const { api } = renderFeature(<RoutingPage />, {
      routing: aRoutingView(
        {},
        {
          clusters: [
            aRoutingModel(),
            aRoutingModel({ cluster: 'stage', routes: [] }),
          ],
        },
      ),
    });
    await user.click(await screen.findByRole('button', { name: /Cluster/ }));
    await user.click(await screen.findByRole('option', { name: 'stage' }));
    expect(await screen.findByText('No caller is known')).toBeInTheDocument();
    expect(await lead()).toHaveTextContent(
      'No routing object names checkout; every request goes to its pods as it is.',
    );
    expect(api.asked.filter(one => one.includes('"stage"'))).toEqual([]);
  });

  it('gives the YAML to an entity without annotations', async () => {
    renderFeature(<RoutingPage />, { routing: anUnscopedView() });
    expect(await screen.findByLabelText('catalog-info.yaml')).toHaveTextContent(
      'backstage.io/kubernetes-id: checkout',
    );
  });
});
