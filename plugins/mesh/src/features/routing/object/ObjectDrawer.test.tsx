import {
  anObjectView,
  aRef,
  aResponseError,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import type { ResourceRef } from '@fairway/mesh-core';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderFeature } from '../../../__testUtils__/renderFeature';
import { ObjectDrawer } from './ObjectDrawer';

const ref = aRef('VirtualService', 'shop', 'checkout-routes');

function Opener(props: {
  path?: string;
  cluster?: string;
  onEdit?: (ref: ResourceRef) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>open</button>
      <ObjectDrawer
        {...props}
        resourceRef={open ? ref : undefined}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

async function opened(
  answers: FakeMeshAnswers = {},
  props: Parameters<typeof Opener>[0] = { path: 'spec.http[0].match' },
) {
  const user = userEvent.setup();
  const rendered = renderFeature(<Opener {...props} />, answers);
  await user.click(await screen.findByRole('button', { name: 'open' }));
  const drawer = await screen.findByRole('dialog', {
    name: 'VirtualService shop/checkout-routes',
  });
  return { user, drawer, ...rendered };
}

describe('ObjectDrawer', () => {
  it('marks the lines of the path and scrolls to them', async () => {
    const scrolled = jest.fn();
    Element.prototype.scrollIntoView = scrolled;
    const { drawer } = await opened();
    const yaml = await within(drawer).findByRole('region', {
      name: 'YAML of VirtualService shop/checkout-routes',
    });
    expect(yaml.querySelector('mark')?.textContent).toBe(
      [
        '    - match:',
        '        - headers:',
        '            x-fault-test:',
        '              exact: delay',
      ].join('\n'),
    );
    expect(scrolled.mock.contexts).toEqual([yaml.querySelector('mark')]);
    expect(drawer).toHaveTextContent(
      'Lines 10 to 13 are marked: spec.http[0].match.',
    );
    expect(
      [...yaml.querySelectorAll('pre[aria-hidden]')]
        .map(numbers => numbers.textContent)
        .join('\n'),
    ).toBe(Array.from({ length: 16 }, (_, line) => line + 1).join('\n'));
  });

  it('says where a path would stand that is not written', async () => {
    const { drawer } = await opened({}, { path: 'spec.http[0].timeout' });
    await waitFor(() =>
      expect(drawer).toHaveTextContent(
        'spec.http[0].timeout is not written in it. Lines 10 to 16 would hold it.',
      ),
    );
  });

  it('links to the file in Git, else to the repository', async () => {
    const { drawer, unmount } = await opened();
    expect(
      await within(drawer).findByRole('link', {
        name: 'deploy/mesh/checkout-routes.yaml',
      }),
    ).toHaveAttribute('href', anObjectView().sourceUrl);
    unmount();
    const second = await opened({
      object: anObjectView({
        // eslint-disable-next-line no-script-url -- what must not become a link
        sourceUrl: 'javascript:alert(1)',
        repositoryUrl: 'https://git.example.com/shop/checkout',
      }),
    });
    const links = await within(second.drawer).findAllByRole('link');
    expect(links.map(link => link.textContent?.trim())).toEqual([
      'shop/checkout',
    ]);
  });

  it('copies the YAML', async () => {
    const { user, drawer } = await opened();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      await within(drawer).findByRole('button', { name: 'Copy' }),
    );
    expect(written).toHaveBeenCalledWith(anObjectView().yaml);
    expect(
      await within(drawer).findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
  });

  it('closes with Escape and gives the focus back', async () => {
    const { user } = await opened();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'open' })).toHaveFocus(),
    );
  });

  it('asks in the cluster that it is told', async () => {
    const object = jest.fn(() => anObjectView());
    await opened({ object }, { cluster: 'stage' });
    await waitFor(() =>
      expect(object).toHaveBeenCalledWith({ ...ref, cluster: 'stage' }),
    );
  });

  it('offers the simulation when it is told to', async () => {
    const onEdit = jest.fn();
    const { user, drawer } = await opened({}, { onEdit });
    await user.click(
      await within(drawer).findByRole('button', { name: /What if/ }),
    );
    expect(onEdit).toHaveBeenCalledWith(ref);
  });

  it.each([
    [
      'forbidden',
      aResponseError(403, 'NotAllowedError'),
      /It takes the permission mesh.routing.read/,
    ],
    [
      'not there',
      aResponseError(404, 'NotFoundError', 'No such object.'),
      /VirtualService shop\/checkout-routes is not there.*No such object\./,
    ],
    ['no backend', aResponseError(404), /No mesh backend answers/],
    ['broken', aResponseError(500, 'Error', 'Boom'), /does not answer.*Boom/],
  ])('says why there is nothing: %s', async (_, object, text) => {
    const { drawer } = await opened({ object });
    await waitFor(() => expect(drawer).toHaveTextContent(text));
  });

  it('asks again on demand', async () => {
    const object = jest
      .fn()
      .mockReturnValueOnce(aResponseError(500, 'Error', 'Boom'))
      .mockReturnValue(anObjectView());
    const { user, drawer } = await opened({ object });
    await user.click(
      await within(drawer).findByRole('button', { name: 'Retry now' }),
    );
    expect(
      await within(drawer).findByText('routes checkout.shop.svc.cluster.local'),
    ).toBeInTheDocument();
  });

  it('is busy until the answer comes', async () => {
    const { drawer } = await opened({ object: () => new Promise(() => {}) });
    expect(within(drawer).getByRole('status')).toHaveTextContent(
      'Loading YAML',
    );
  });
});
