import {
  aResponseError,
  aRef,
  aRouteCallersView,
  aRouteOutcome,
  aRouteRow,
  aSimulationResult,
  aSimulationView,
  anUnscopedView,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { renderFeature } from '../../../__testUtils__/renderFeature';
import { plain } from '../../../__testUtils__/words';
import { TryRequest } from './TryRequest';

const view = aRouteCallersView();
const callers = view.status === 'ok' ? view.clusters[0].callers : [];
const [caller] = callers;
const chosen = { caller, host: caller.hosts[0].host, port: 8080 };

function Address(): JSX.Element {
  return <output aria-label="address">{useLocation().search}</output>;
}

function render(answers: FakeMeshAnswers = {}, path = '/?try=') {
  const onOpen = jest.fn();
  const onClose = jest.fn();
  const rendered = renderFeature(
    <>
      <TryRequest
        entityRef="component:default/checkout"
        cluster="sandbox"
        callers={callers}
        chosen={chosen}
        namespace="shop"
        onOpen={onOpen}
        onClose={onClose}
      />
      <Address />
    </>,
    answers,
    path,
  );
  return { user: userEvent.setup(), onOpen, onClose, ...rendered };
}

const run = () => screen.getByRole('button', { name: 'Run' });
const region = (name: string) => screen.findByRole('region', { name });
const address = () =>
  new URLSearchParams(screen.getByLabelText('address').textContent ?? '');
const asked = (api: { asked: string[] }) =>
  api.asked
    .filter(one => one.startsWith('simulation'))
    .map(one => JSON.parse(one.slice(one.indexOf('{'))).requests[0]);

async function paste(user: ReturnType<typeof userEvent.setup>, text: string) {
  await user.click(screen.getByRole('radio', { name: 'curl' }));
  const field = screen.getByLabelText('curl command');
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
}

/** The names under which requests are kept. */
const kept = () =>
  Object.keys(window.localStorage).filter(key => key.startsWith('fairway.'));

beforeEach(() => window.localStorage.clear());

describe('TryRequest', () => {
  it('asks nothing before a request is run', async () => {
    const { api } = render();
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      'Where would a request go?',
    );
    expect(screen.getByLabelText('URL')).toHaveValue(
      'http://checkout.shop.svc.cluster.local:8080/',
    );
    expect(asked(api)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Copy link' })).toBeDisabled();
  });

  it('answers in a sentence, with each step and where it ends up, and takes the keyboard there', async () => {
    const { api, user, onOpen } = render();
    await user.type(
      await screen.findByLabelText('Headers'),
      'x-user-group: beta',
    );
    await user.click(run());
    const sentence = await screen.findByRole('heading', { level: 2 });
    await waitFor(() =>
      expect(plain(sentence.textContent ?? '')).toMatch(/^It goes 70 % to/),
    );
    expect(asked(api)[0]).toMatchObject({
      method: 'GET',
      headers: [['x-user-group', 'beta']],
      port: 8080,
    });
    const answer = await region('Answer');
    await waitFor(() => expect(answer).toHaveFocus());
    const why = await region('Why, step by step');
    expect(why).toHaveTextContent('port 8080');
    expect(why).toHaveTextContent('x-fault-test is absent');
    expect(why).toHaveTextContent('Rule 2 wins.');
    expect(why).toHaveTextContent('not asked');
    expect(why).toHaveTextContent('path /api/checkout');
    const ends = await region('Where it ends up');
    expect(within(ends).getAllByRole('row')).toHaveLength(4);
    expect(ends).toHaveTextContent(/orders-audit:8080 mirror 5.%/);
    await user.click(within(why).getByRole('button'));
    expect(onOpen).toHaveBeenCalledWith(
      expect.objectContaining({ path: expect.stringMatching(/^spec/) }),
    );
  });

  it('reads a curl command, keeps secrets out of the address and the history', async () => {
    const result = aSimulationResult();
    const cookie = { regex: '^(.*?;)?(release=beta)(;.*)?$' };
    const won = aRouteRow({ position: 2, match: { headers: { cookie } } });
    const { user, api } = render({
      simulation: aSimulationView({
        results: [{ ...result, trace: { ...result.trace, won } }],
      }),
    });
    await screen.findByRole('heading', { level: 2 });
    await paste(
      user,
      "curl -b 'release=beta; session=1234' -H 'Authorization: Bearer 5678' 'https://checkout.shop.example.com/a'",
    );
    await user.click(run());
    await region('Why, step by step');
    expect(asked(api)[0].headers).toEqual(
      expect.arrayContaining([
        ['cookie', 'release=beta; session=1234'],
        ['authorization', 'Bearer 5678'],
      ]),
    );
    expect(api.asked[0]).toContain('public-gateway');
    expect(
      screen.getByText(/public-gateway calls now: it is the one/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'The link and the history leave out the values of authorization, session.',
      ),
    ).toBeInTheDocument();
    expect(address().get('try')).toBe(
      'GET https://checkout.shop.example.com/a',
    );
    expect(address().getAll('try-cookie')).toEqual(['release=beta']);
    const all = `${address()} ${JSON.stringify({ ...window.localStorage })}`;
    expect(all).toContain('release');
    expect(all).not.toMatch(/1234|5678/);
  });

  it('puts a cookie into the link only when the reader says so, and takes it out again', async () => {
    const result = aSimulationResult();
    const cookie = { regex: '^(.*;)?tenant=.+$' };
    const won = aRouteRow({ position: 2, match: { headers: { cookie } } });
    const { user } = render({
      simulation: aSimulationView({
        results: [{ ...result, trace: { ...result.trace, won } }],
      }),
    });
    await user.type(await screen.findByLabelText('Cookies'), 'tenant=acme');
    await user.click(run());
    const keep = await screen.findByRole('checkbox', {
      name: /Put tenant into the link/,
    });
    expect(keep).not.toBeChecked();
    expect(address().getAll('try-cookie')).toEqual([]);
    await user.click(keep);
    expect(address().getAll('try-cookie')).toEqual(['tenant=acme']);
    expect(JSON.stringify({ ...window.localStorage })).toContain('acme');
    await user.click(keep);
    expect(`${address()}`).not.toContain('acme');
    expect(JSON.stringify({ ...window.localStorage })).not.toContain('acme');
  });

  it('runs what a link carries, and says what the link left out', async () => {
    const { api } = render(
      {},
      `/?try=${encodeURIComponent('PUT http://checkout.shop/a')}&try-caller=${
        caller.id
      }&try-header=x-a%3A%201&try-without=authorization`,
    );
    await region('Why, step by step');
    expect(asked(api)[0]).toMatchObject({
      method: 'PUT',
      path: '/a',
      headers: [['x-a', '1']],
    });
    expect(
      screen.getByText(/The link left out the values of authorization/),
    ).toBeInTheDocument();
    expect(address().getAll('try-without')).toEqual(['authorization']);
    expect(await region('Answer')).not.toHaveFocus();
  });

  it('keeps a cookie that somebody put into a link', async () => {
    const result = aSimulationResult();
    const cookie = { regex: '^(.*;)?tenant=.+$' };
    const won = aRouteRow({ position: 2, match: { headers: { cookie } } });
    render(
      {
        simulation: aSimulationView({
          results: [{ ...result, trace: { ...result.trace, won } }],
        }),
      },
      `/?try=${encodeURIComponent('GET http://checkout.shop/')}&try-caller=${
        caller.id
      }&try-cookie=tenant%3Dacme`,
    );
    expect(
      await screen.findByRole('checkbox', { name: /Put tenant/ }),
    ).toBeChecked();
    expect(address().getAll('try-cookie')).toEqual(['tenant=acme']);
  });

  it('says when the caller of a link is gone', async () => {
    const { api } = render(
      {},
      `/?try=${encodeURIComponent('GET http://a/')}&try-caller=nobody`,
    );
    expect(
      await screen.findByText(/The caller of this request is no longer known/),
    ).toBeInTheDocument();
    expect(asked(api)).toEqual([]);
  });

  it('keeps a history, opens it again and forgets it', async () => {
    const { user, api } = render();
    await screen.findByRole('heading', { level: 2 });
    await user.click(run());
    await region('Why, step by step');
    await user.click(screen.getByRole('button', { name: 'History' }));
    const entry = await screen.findByRole('menuitem', {
      name: /GET http:\/\/checkout/,
    });
    await user.click(entry);
    await waitFor(() => expect(asked(api)).toHaveLength(2));
    await region('Why, step by step');
    expect(kept()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'History' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Clear the history' }),
    );
    expect(kept()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'History' }));
    expect(
      await screen.findByRole('menuitem', { name: /are kept in this browser/ }),
    ).toBeInTheDocument();
  });

  it('says what is wrong with a request, at once and aloud', async () => {
    const { user, api } = render();
    const url = await screen.findByLabelText('URL');
    await user.clear(url);
    await user.type(url, 'ftp://a');
    await user.click(run());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'ftp://a is not a URL of http or https.',
    );
    expect(asked(api)).toEqual([]);
  });

  it('shows who refuses it', async () => {
    const { user, onOpen } = render({
      simulation: aSimulationView({
        results: [
          aSimulationResult({
            access: [
              {
                host: 'checkout-primary.shop.svc.cluster.local',
                workload: aRef('Deployment', 'shop', 'checkout-primary'),
                verdict: 'denied',
                status: 403,
                reason: 'No rule takes it.',
                policy: aRef('AuthorizationPolicy', 'shop', 'callers'),
                path: 'spec.rules[1]',
                notes: ['The signature is not checked here.'],
              },
            ],
          }),
        ],
        caveats: [{ code: 'envoy-filter', message: 'An EnvoyFilter.' }],
      }),
    });
    await screen.findByRole('heading', { level: 2 });
    await user.click(run());
    const access = await region('Access on the way');
    expect(access).toHaveTextContent(
      'checkout-primary: refused with 403. No rule takes it.',
    );
    expect(screen.getByText(/An EnvoyFilter/)).toBeInTheDocument();
    await user.click(within(access).getByRole('button'));
    expect(onOpen).toHaveBeenCalledWith(
      expect.objectContaining({ path: 'spec.rules[1]' }),
    );
  });

  it.each([
    [aRouteOutcome({ destinations: [] }), 'Rule 2 has no destination: 503.'],
    [{ outcome: 'no_route' as const, status: 404 as const }, 'It gets a 404'],
    [
      {
        outcome: 'redirect' as const,
        status: 301,
        location: 'https://elsewhere.example/',
      },
      'https://elsewhere.example/',
    ],
    [
      {
        outcome: 'direct' as const,
        status: 418,
        body: 'teapot',
        route: { name: 'default' as const },
      },
      'teapot',
    ],
    [
      { outcome: 'passthrough' as const, level: 'http' as const },
      'whatever is there',
    ],
    [{ outcome: 'hidden' as const }, 'To a service of others.'],
  ])('shows %j', async (outcome, words) => {
    const { user } = render({
      simulation: aSimulationView({
        results: [aSimulationResult({ outcome })],
      }),
    });
    await screen.findByRole('heading', { level: 2 });
    await user.click(run());
    expect(await region('Answer')).toHaveTextContent(words);
  });

  it('says why there is no answer, and asks again', async () => {
    const simulation = jest
      .fn()
      .mockReturnValueOnce(aResponseError(500, 'Broken'))
      .mockReturnValue(aSimulationView());
    const { user } = render({ simulation });
    await screen.findByRole('heading', { level: 2 });
    await user.click(run());
    expect(
      await screen.findByText('What becomes of the request is not known.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Retry/ }));
    expect(await region('Where it ends up')).toBeInTheDocument();
  });

  it('says when the service has no workloads', async () => {
    const { user } = render({ simulation: anUnscopedView() });
    await screen.findByRole('heading', { level: 2 });
    await user.click(run());
    expect(
      await screen.findByText('What becomes of the request is not known.'),
    ).toBeInTheDocument();
  });

  it('goes back', async () => {
    const { user, onClose } = render();
    await user.click(await screen.findByRole('button', { name: 'Routing' }));
    expect(onClose).toHaveBeenCalled();
  });
});
