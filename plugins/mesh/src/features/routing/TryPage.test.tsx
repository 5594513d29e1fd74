import { aResponseError, aRouteCallersView } from '@fairway/mesh-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFeature } from '../../__testUtils__/renderFeature';
import { RoutingPage } from './RoutingPage';

const tryIt = () => screen.findByRole('button', { name: 'Try a request' });

describe('TryPage', () => {
  it('opens in the place of the rules with what is chosen there, and gives the focus back', async () => {
    const user = userEvent.setup();
    renderFeature(<RoutingPage />);
    await user.click(await tryIt());
    expect(await screen.findByLabelText('URL')).toHaveValue(
      'http://checkout.shop.svc.cluster.local:8080/',
    );
    expect(screen.queryByRole('radiogroup', { name: 'Who calls' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Routing' }));
    expect(
      await screen.findByRole('radiogroup', { name: 'Who calls' }),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText('URL')).toBeNull();
    const button = await tryIt();
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('is opened by a link', async () => {
    renderFeature(
      <RoutingPage />,
      {},
      '/?try=GET%20http%3A%2F%2Fcheckout.shop%2Fa&try-caller=sidecar%3Astorefront',
    );
    expect(
      await screen.findByRole('region', { name: 'Why, step by step' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'the callers are not known',
      { routeCallers: aResponseError(500, 'Broken') },
      'Who calls is not known.',
    ],
    [
      'nobody calls',
      {
        routeCallers: aRouteCallersView({
          clusters: [{ cluster: 'sandbox', callers: [], hiddenCallers: 0 }],
        }),
      },
      'No caller is known',
    ],
  ])('says so when %s, with a way back', async (_, answers, words) => {
    const user = userEvent.setup();
    renderFeature(<RoutingPage />, answers, '/?try=');
    expect(await screen.findByRole('note')).toHaveTextContent(words);
    await user.click(await screen.findByRole('button', { name: 'Routing' }));
    expect(screen.queryByRole('button', { name: 'Routing' })).toBeNull();
  });
});
