import {
  aMisroutedView,
  anUnscopedView,
  aRef,
  aRoutingModel,
  aRoutingView,
} from '@fairway/mesh-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { readCommand } from './readCommand';
import { RoutingPage } from './RoutingPage';

const region = (name: string) => screen.getByRole('region', { name });

describe('RoutingPage', () => {
  it('says where requests go, then shows rules, access, policies and exposure', async () => {
    renderFeature(<RoutingPage />);
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      /^Requests to checkout go 70.% to v1.4.1/,
    );
    expect(
      within(region('VirtualService shop/checkout')).getAllByRole('row'),
    ).toHaveLength(7);
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
    expect(screen.getByRole('list', { name: 'Hosts' })).toHaveTextContent(
      'checkout.shop.svc.cluster.local8080 http',
    );
  });

  it('opens the evidence of a rule, closes it with Escape and gives the focus back', async () => {
    const user = userEvent.setup();
    renderFeature(<RoutingPage />);
    const rule = await screen.findByRole('button', {
      name: /checkout · http\[2\]/,
    });
    act(() => rule.focus());
    await user.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', { name: 'Rule http[2]' });
    expect(drawer).toHaveTextContent(
      'checkout-canary.shop.svc.cluster.local :8080',
    );
    expect(drawer).toHaveTextContent('routes checkout.shop.svc.cluster.local');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(rule).toHaveFocus());
  });

  it('puts what leads nowhere into the sentence and the finding first', async () => {
    renderFeature(<RoutingPage />, { routing: aMisroutedView() });
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      /recommendations v3, where nobody answers/,
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
    renderFeature(<RoutingPage />, {
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
    expect(
      await screen.findByText(/routing object of sandbox/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Cluster/ }));
    await user.click(await screen.findByRole('option', { name: 'stage' }));
    expect(
      await screen.findByText(/no routing objects of stage/),
    ).toBeInTheDocument();
  });

  it('gives the YAML to an entity without annotations', async () => {
    renderFeature(<RoutingPage />, { routing: anUnscopedView() });
    expect(await screen.findByLabelText('catalog-info.yaml')).toHaveTextContent(
      'backstage.io/kubernetes-id: checkout',
    );
  });
});

describe('readCommand', () => {
  it.each([
    [
      aRef('VirtualService', 'shop', 'checkout'),
      `kubectl -n shop get virtualservice.networking.istio.io checkout -o jsonpath='{.spec.http[0]}'`,
    ],
    [
      { ...aRef('Service', 'shop', 'cart') },
      `kubectl -n shop get service cart -o jsonpath='{.spec.http[0]}'`,
    ],
    [
      {
        cluster: 'c',
        group: 'wgpolicyk8s.io',
        kind: 'ClusterPolicyReport',
        name: 'x',
      },
      `kubectl get clusterpolicyreport.wgpolicyk8s.io x -o jsonpath='{.spec.http[0]}'`,
    ],
  ])('reads a part of %j', (ref, expected) => {
    expect(readCommand(ref, 'spec.http[0]')).toBe(expected);
  });
});
