import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SignInPage } from './SignInPage';

const server = setupServer();
registerMswTestHooks(server);

const CASEY = 'user:default/casey';
const BASE_URL = 'http://localhost:7007';

const session = {
  profile: { displayName: 'Casey' },
  backstageIdentity: {
    // Header and payload of a token that has no expiry; nobody checks its signature here.
    token: `${btoa('{}')}.${btoa('{}')}.signature`,
    identity: {
      type: 'user',
      userEntityRef: CASEY,
      ownershipEntityRefs: [CASEY],
    },
  },
};

const config = {
  backend: { baseUrl: BASE_URL },
  auth: {
    providers: {
      persona: {
        users: [
          { entityRef: CASEY, displayName: 'Casey', role: 'Owns checkout.' },
        ],
      },
    },
  },
};

async function renderPage() {
  const onSignInSuccess = jest.fn();
  await renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    config,
  });
  return onSignInSuccess;
}

const caseyCard = () => screen.findByRole('button', { name: /^Casey/ });

describe('SignInPage', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('signs in as the chosen user, whom it names in a header', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get('*/api/auth/persona/refresh', ({ request }) => {
        asked.push(request.headers.get('x-fairway-persona'));
        return HttpResponse.json(session);
      }),
    );
    const onSignInSuccess = await renderPage();

    await userEvent.click(await caseyCard());

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(asked).toEqual([CASEY]);
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: CASEY,
    });
  });

  it('says why it failed and lets the same user try again', async () => {
    let attempts = 0;
    server.use(
      http.get('*/api/auth/persona/refresh', () => {
        attempts += 1;
        return attempts === 1
          ? HttpResponse.json(
              {
                error: { name: 'NotFoundError', message: 'No such user yet' },
                response: { statusCode: 404 },
              },
              { status: 404 },
            )
          : HttpResponse.json(session);
      }),
    );
    const onSignInSuccess = await renderPage();

    await userEvent.click(await caseyCard());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Sign-in failed',
    );
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(await caseyCard());
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });
});
