import type { RouteCallersView } from '@fairway/backstage-plugin-mesh-common';
import {
  aResponseError,
  aRouteCallersView,
  aRouteRow,
  aRouteTableView,
  aRowDestination,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { renderFeature } from '../../../__testUtils__/renderFeature';
import { RoutingPage } from '../RoutingPage';

// jsdom has no layout; the editor measures text
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => new DOMRect(),
});

afterEach(() => window.sessionStorage.clear());

const RULES = 'Rules, in the order the proxy asks them';

function Address() {
  const { search } = useLocation();
  return <output aria-label="address">{search}</output>;
}

function open(answers: FakeMeshAnswers = {}) {
  const rendered = renderFeature(
    <>
      <RoutingPage />
      <Address />
    </>,
    answers,
  );
  return { user: userEvent.setup(), ...rendered };
}

/** What the page has put into its address, as pairs. */
const address = () =>
  Object.fromEntries(
    new URLSearchParams(screen.getByLabelText('address').textContent ?? ''),
  );
const rules = () => screen.findByRole('region', { name: RULES });
const lead = () => screen.findByRole('heading', { level: 2 });
const rowOf = async (name: RegExp) =>
  within(await rules()).getByRole('row', { name });

describe('who calls', () => {
  it('is a group of radio buttons: one stop, arrows go through it, the address follows', async () => {
    const { user, api } = open({
      routeTable: query =>
        aRouteTableView({ caller: query.caller, host: query.host, rows: [] }),
    });
    const group = await screen.findByRole('radiogroup', { name: 'Who calls' });
    expect(
      within(group)
        .getAllByRole('radio')
        .map(radio => (radio as HTMLInputElement).checked),
    ).toEqual([true, false, false]);
    expect(group).toHaveTextContent('38.0 rpslast 5 min');
    expect(address()).toEqual({});

    within(group)
      .getByRole('radio', { name: /^storefront/ })
      .focus();
    await user.keyboard('{ArrowDown}');
    expect(
      within(group).getByRole('radio', { name: /^public-gateway/ }),
    ).toBeChecked();
    expect(address()).toEqual({
      caller: 'gateway:istio-ingress/public-gateway',
    });
    await waitFor(async () =>
      expect(await lead()).toHaveTextContent(
        'From public-gateway, checkout.shop.example.com answers 404 to every request.',
      ),
    );
    expect(api.asked.filter(one => one.startsWith('route table'))).toEqual([
      expect.stringContaining('"namespace":"storefront"'),
      expect.stringContaining('"host":"checkout.shop.example.com","port":443'),
    ]);
  });

  it('keeps the rules of before, marked as busy, until the next are there', async () => {
    const { user } = open({
      routeTable: async query =>
        query.caller.kind === 'gateway'
          ? new Promise(() => {})
          : aRouteTableView(),
    });
    const before = await rules();
    expect(before.closest('[aria-busy="true"]')).toBeNull();
    await user.click(screen.getByRole('radio', { name: /^public-gateway/ }));
    expect((await rules()).closest('[aria-busy="true"]')).not.toBeNull();
    expect(await lead()).toHaveTextContent(/^From storefront/);
  });

  it('counts callers that the reader may not see', async () => {
    const view = aRouteCallersView() as Extract<
      RouteCallersView,
      { status: 'ok' }
    >;
    open({
      routeCallers: {
        ...view,
        clusters: [{ ...view.clusters[0], hiddenCallers: 2 }],
      },
    });
    expect(
      await screen.findByText(
        '2 more callers are measured that you may not see.',
      ),
    ).toBeInTheDocument();
  });
});

describe('host and port', () => {
  it('are chosen among those of the caller, and stand in the address', async () => {
    const view = aRouteCallersView() as Extract<
      RouteCallersView,
      { status: 'ok' }
    >;
    const [storefront] = view.clusters[0].callers;
    const { user, api } = open({
      routeCallers: {
        ...view,
        clusters: [
          {
            ...view.clusters[0],
            callers: [
              {
                ...storefront,
                hosts: [
                  ...storefront.hosts,
                  {
                    host: 'checkout-canary.shop.svc.cluster.local',
                    ports: [
                      { number: 8080, protocol: 'http' },
                      { number: 9090, protocol: 'grpc' },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    await user.click(await screen.findByRole('button', { name: /Host/ }));
    await user.click(
      await screen.findByRole('option', { name: /checkout-canary/ }),
    );
    await user.click(await screen.findByRole('button', { name: /Port/ }));
    await user.click(await screen.findByRole('option', { name: '9090 grpc' }));
    expect(address()).toEqual({
      caller: 'sidecar:storefront',
      host: 'checkout-canary.shop.svc.cluster.local',
      port: '9090',
    });
    await waitFor(() =>
      expect(api.asked.pop()).toContain(
        '"host":"checkout-canary.shop.svc.cluster.local","port":9090',
      ),
    );
  });
});

describe('the rules of a caller', () => {
  it('say what they match, where they go, what happens on the way, and where they are written', async () => {
    open();
    expect(await rowOf(/^1 /)).toHaveTextContent(
      /header.*x-fault-test = delay.*checkout-primary :8080.*fault: delay 2.s on 100.%.*no timeout.*retries off/,
    );
    const release = await rowOf(/^2 /);
    expect(release).toHaveTextContent(
      /path starts with.*\/api\/checkout.*checkout · http\[0\].*through checkout-routes · http\[1\].*managed by Flagger/,
    );
    expect(release).toHaveTextContent(
      /timeout 5.s.*2 retries of 2.s on 5xx, connect-failure.*mirror 5.% to orders-audit/,
    );
    expect(
      within(release).getByRole('img', {
        name: /checkout-primary v1\.4\.1 70.%, checkout-canary v1\.4\.2 30.%/,
      }),
    ).toBeInTheDocument();
    expect(await rowOf(/^4 /)).toHaveTextContent(
      /redirect 308.*to \/api\/checkout\/cart/,
    );
  });

  it('show what never matches and what is not sent with the reason, and the 404', async () => {
    const { user } = open();
    expect(await rowOf(/^3 /)).toHaveTextContent(
      'Never used: rule 2 takes all its requests first.',
    );
    const rows = within(await rules()).getAllByRole('row');
    const unsent = rows.findIndex(row =>
      row.textContent?.includes('is not sent to storefront'),
    );
    // below rule 3; the first row is the head
    expect(unsent).toBe(4);
    expect(rows[unsent]).toHaveTextContent(
      'It names only gateway istio-ingress/mtls-gateway.',
    );
    expect(rows.at(-1)).toHaveTextContent(
      'Everything elseThe host has rules, so there is no default route.404NR · no route',
    );
    await user.click(within(rows[unsent]).getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'VirtualService shop/checkout-routes',
      }),
    ).toBeInTheDocument();
  });

  it('say what is in front of them and what is not modelled', async () => {
    open({
      routeTable: aRouteTableView({
        rows: [
          aRouteRow({ source: undefined }),
          aRouteRow({ position: 2, action: { kind: 'hidden' } }),
        ],
        moreRows: 3,
        unsent: [],
        remainder: { kind: 'default-route', reason: 'Istio adds it.' },
        listener: {
          port: 443,
          transport: 'tls',
          clientCertificate: 'required',
          httpsRedirect: true,
        },
        caveats: [
          {
            code: 'envoy-filter',
            message: 'EnvoyFilter istio-ingress/geo acts on this proxy.',
          },
        ],
      }),
    });
    const panel = await rules();
    expect(panel).toHaveTextContent('client certificate required');
    expect(panel).toHaveTextContent('plain HTTP is sent to HTTPS');
    expect(panel).toHaveTextContent('added by Istio');
    expect(await rowOf(/^2 /)).toHaveTextContent(
      /not shown.*a rule about services of others/,
    );
    expect(panel).toHaveTextContent('3 more rules are not shown.');
    expect(panel).toHaveTextContent(
      'EnvoyFilter istio-ingress/geo acts on this proxy.',
    );
    expect(panel).not.toHaveTextContent('Everything else');
  });

  it('name destinations that nobody answers, also of connections', async () => {
    const gone = aRowDestination({
      host: 'ledger.platform.svc.cluster.local',
      exists: false,
    });
    open({
      routeTable: aRouteTableView({
        rows: [
          aRouteRow({
            protocol: 'tcp',
            action: { kind: 'forward', destinations: [gone] },
          }),
          aRouteRow({
            position: 2,
            protocol: 'tls',
            match: { serverNames: ['shop.example'] },
            action: {
              kind: 'forward',
              destinations: [aRowDestination({ endpoints: 0 })],
            },
          }),
        ],
        unsent: [],
      }),
    });
    expect(await rowOf(/^1 /)).toHaveTextContent(
      'ledger.platform does not exist: the connection is closed',
    );
    expect(await rowOf(/^2 /)).toHaveTextContent(
      /SNI = ?shop\.example.*checkout-primary has no ready endpoint/,
    );
  });
});

describe('what is on its way', () => {
  it('leaves the panels as they are while callers are asked for', async () => {
    open({ routeCallers: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('region', { name: 'Access' }),
    ).toHaveTextContent('mTLS STRICT');
    expect(screen.queryByRole('region', { name: RULES })).toBeNull();
    expect(screen.queryByRole('radiogroup')).toBeNull();
  });
});

describe('what is not known', () => {
  it('is told, and the objects are shown as they are written: no callers', async () => {
    const { user } = open({
      routeCallers: aResponseError(503, 'ServiceUnavailableError', 'Busy.'),
    });
    expect(
      await screen.findByText('Who calls is not known.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent('Busy.');
    expect(await lead()).toHaveTextContent(/^Requests to checkout go 70/);
    const written = screen.getByRole('region', {
      name: 'VirtualService shop/checkout',
    });
    await user.click(
      within(written).getByRole('button', { name: /checkout · http\[2\]/ }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'VirtualService shop/checkout',
      }),
    ).toBeInTheDocument();
  });

  it('is told, and the objects are shown as they are written: no rules of the caller', async () => {
    let isDown = true;
    const { user } = open({
      routeTable: () =>
        isDown
          ? aResponseError(503, 'ServiceUnavailableError', 'Busy.')
          : aRouteTableView(),
    });
    expect(
      await screen.findByText(/The rules of this caller are not known. Busy./),
    ).toBeInTheDocument();
    expect(screen.getByRole('radiogroup')).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'VirtualService shop/checkout' }),
    ).toBeInTheDocument();
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Retry now' }));
    expect(await rules()).toBeInTheDocument();
  });

  it('is told of a caller that reaches no host', async () => {
    const view = aRouteCallersView() as Extract<
      RouteCallersView,
      { status: 'ok' }
    >;
    const [storefront] = view.clusters[0].callers;
    open({
      routeCallers: {
        ...view,
        clusters: [
          { ...view.clusters[0], callers: [{ ...storefront, hosts: [] }] },
        ],
      },
    });
    expect(
      await screen.findByText('This caller reaches no host of the service.'),
    ).toBeInTheDocument();
  });
});

describe('routing objects', () => {
  it('are listed, whoever they are for, and open', async () => {
    const { user } = open();
    await rules();
    const objects = screen.getByRole('region', { name: 'Routing objects' });
    expect(objects).toHaveTextContent(
      'VirtualService shop/checkouthosts checkoutreached from the mesh, istio-ingress/public-gatewaymanaged by Flagger',
    );
    await user.click(within(objects).getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'VirtualService shop/checkout',
      }),
    ).toBeInTheDocument();
  });
});

describe('objects that panels name', () => {
  it('open; only those that route can be simulated', async () => {
    const { user } = open();
    await rules();
    const access = screen.getByRole('region', { name: 'Access' });
    await user.click(
      within(access).getByRole('button', {
        name: 'AuthorizationPolicy shop/checkout-callers',
      }),
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'AuthorizationPolicy shop/checkout-callers',
    });
    expect(
      await within(drawer).findByRole('region', { name: /^YAML of/ }),
    ).toBeInTheDocument();
    expect(within(drawer).queryByText(/What if/)).toBeNull();
    await user.keyboard('{Escape}');

    const findings = screen.getByRole('region', { name: 'Findings' });
    await user.click(within(findings).getByRole('button'));
    expect(
      await screen.findByText(/spec.http\[2\].retries.perTryTimeOut/, {
        selector: '[role=dialog] *',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /What if it were/ }),
    ).toBeInTheDocument();
  });

  it('are names only where their YAML is not shown', async () => {
    open();
    await rules();
    const related = screen.getByRole('region', {
      name: 'Also acts on this service',
    });
    expect(
      within(related).getByRole('button', { name: 'Sidecar shop/default' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /HorizontalPodAutoscaler/ }),
    ).toBeNull();
  });
});

describe('what if', () => {
  it('opens for an object of the rules, and gives the keyboard back when it is closed', async () => {
    const { user } = open();
    await rules();
    await user.click(screen.getByRole('button', { name: 'What if' }));
    await user.click(
      await screen.findByRole('menuitem', {
        name: 'VirtualService shop/checkout-routes',
      }),
    );
    expect(
      await screen.findByRole(
        'heading',
        { name: 'What if shop/checkout-routes were different?' },
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
    expect(address()).toEqual({
      whatIf: 'VirtualService.networking.istio.io/shop/checkout-routes@sandbox',
    });
    expect(screen.queryByRole('radiogroup', { name: 'Who calls' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(await rules()).toBeVisible();
    expect(address()).toEqual({});
    expect(screen.getByRole('button', { name: 'What if' })).toHaveFocus();
  });

  it('opens from the drawer of a rule', async () => {
    const { user } = open();
    await user.click(
      within(await rowOf(/^4 /)).getByRole('button', { name: /http\[4\]/ }),
    );
    await user.click(
      await screen.findByRole('button', { name: /What if it were different/ }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      await screen.findByRole('heading', { name: /^What if/ }),
    ).toBeInTheDocument();
  });

  it('makes a new object where there is none', async () => {
    const { user } = open({ routeTable: aRouteTableView({ objects: [] }) });
    await rules();
    await user.click(screen.getByRole('button', { name: 'What if' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'New object' }),
    );
    expect(address()).toEqual({ whatIf: 'new' });
  });
});
