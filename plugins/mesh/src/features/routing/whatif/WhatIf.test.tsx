import { EditorView } from '@codemirror/view';
import type { WhatIfView } from '@fairway/backstage-plugin-mesh-common';
import {
  anObjectView,
  aRef,
  aResponseError,
  aRouteDifference,
  aWhatIfView,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { renderFeature } from '../../../__testUtils__/renderFeature';
import { WhatIf } from './WhatIf';

const ref = aRef('VirtualService', 'shop', 'checkout-routes');
const base = anObjectView().yaml;
const edited = base.replace('exact: delay', 'exact: delays');

// jsdom has no layout; the editor measures text when it scrolls
Object.assign(Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => new DOMRect(),
});

afterEach(() => window.sessionStorage.clear());

function render(
  answers: FakeMeshAnswers = {},
  props: Partial<ComponentProps<typeof WhatIf>> = {},
) {
  const onClose = jest.fn();
  const rendered = renderFeature(
    <WhatIf
      entityRef="component:default/checkout"
      cluster="sandbox"
      resourceRef={ref}
      onClose={onClose}
      {...props}
    />,
    answers,
  );
  return { user: userEvent.setup(), onClose, ...rendered };
}

async function editor(): Promise<EditorView> {
  const content = await screen.findByRole('textbox', undefined, {
    timeout: 5_000,
  });
  const view = EditorView.findFromDOM(content);
  if (!view) {
    throw new Error('no editor');
  }
  return view;
}

async function write(text: string) {
  const view = await editor();
  act(() =>
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
    }),
  );
  return view;
}

const heading = () => screen.findByRole('heading', { level: 2 });
const differences = () =>
  screen.getByRole('region', { name: 'Simulated differences' });
const says = (element: () => HTMLElement, text: string | RegExp) =>
  waitFor(() => expect(element()).toHaveTextContent(text), { timeout: 3_000 });

describe('WhatIf', () => {
  it('shows the object and asks nothing before something is edited', async () => {
    const { api } = render();
    expect(await heading()).toHaveTextContent(
      'What if shop/checkout-routes were different?',
    );
    const view = await editor();
    expect(view.state.doc.toString()).toBe(base);
    expect(view.contentDOM).toHaveAccessibleName(
      'YAML of VirtualService shop/checkout-routes',
    );
    expect(view.contentDOM).toHaveAccessibleDescription(
      /press Escape, then Tab/,
    );
    await screen.findByText('No findings in the YAML.');
    expect(differences()).toHaveTextContent('Nothing is edited yet.');
    expect(api.asked.filter(asked => asked.startsWith('what if'))).toEqual([]);
  });

  it('says what an edit changes, the breaks in red, each with its example', async () => {
    const whatIf = jest.fn(() => aWhatIfView());
    render({ whatIf });
    await write(edited);
    await says(
      () => screen.getByRole('heading', { level: 2 }),
      'What if: this edit changes 2 kinds of request, and one of them breaks.',
    );
    expect(whatIf).toHaveBeenCalledTimes(1);
    expect(whatIf).toHaveBeenCalledWith({
      cluster: 'sandbox',
      objects: [{ yaml: edited }],
    });
    expect(
      screen.getByText('41 boundary requests compared, for 1 caller.'),
    ).toBeInTheDocument();
    expect(differences()).toHaveTextContent('1 breaks1 moves');
    const [breaks, moves] = within(differences())
      .getAllByRole('listitem')
      .filter(({ dataset }) => dataset.kind);
    expect(breaks).toHaveTextContent('Breaks: /api/checkout without anything');
    expect(breaks).toHaveTextContent('404, no rule takes it');
    expect(breaks).toHaveTextContent('GET /api/checkout');
    expect(breaks).toHaveTextContent('3 boundary requests');
    expect(within(breaks).getByRole('heading')).toHaveClass('error');
    expect(within(moves).getByRole('heading')).not.toHaveClass('error');
    expect(
      within(moves)
        .getAllByRole('img')
        .map(bar => bar.getAttribute('aria-label')?.replace(/\u00a0/g, ' ')),
    ).toEqual([
      'checkout-primary.shop:8080 70 %, checkout-canary.shop:8080 30 %',
      'checkout-primary.shop:8080 100 %',
    ]);
  });

  it('says so when nothing changes', async () => {
    render({ whatIf: aWhatIfView({ differences: [] }) });
    await write(`${base}# a word\n`);
    await says(
      () => screen.getByRole('heading', { level: 2 }),
      'this edit changes nothing for any request',
    );
    expect(differences()).toHaveTextContent(
      'Every request gets the same answer as before.',
    );
  });

  it('names callers, what was left out and what is not modelled', async () => {
    const view = aWhatIfView();
    if (view.status !== 'ok') {
      throw new Error('not scoped');
    }
    const gateway = {
      ...view.callers[0],
      id: 'gateway',
      title: 'public-gateway',
    };
    const whatIf: WhatIfView = {
      ...view,
      callers: [...view.callers, gateway],
      differences: [aRouteDifference({ callers: ['gateway'] })],
      moreDifferences: 7,
      caveats: [{ code: 'envoy-filter', message: 'An EnvoyFilter acts.' }],
    };
    render({ whatIf });
    await write(edited);
    await says(differences, 'asked by public-gateway');
    expect(differences()).toHaveTextContent('7 more kinds of request change.');
    expect(differences()).toHaveTextContent('An EnvoyFilter acts.');
  });

  it('does not ask about what is no YAML, and leads to the line', async () => {
    const { api, user } = render();
    const view = await write('a: 1\nb: [\n');
    const line = await screen.findByRole(
      'button',
      { name: /^Line [23]$/ },
      { timeout: 3_000 },
    );
    expect(await heading()).toHaveTextContent('the YAML cannot be used yet');
    expect(differences()).toHaveTextContent('Correct the YAML first.');
    await user.click(line);
    await waitFor(() => expect(view.hasFocus).toBe(true));
    expect(view.state.selection.main.head).toBeGreaterThan(4);
    expect(api.asked.filter(asked => asked.startsWith('what if'))).toEqual([]);
  });

  it('shows what only the backend finds', async () => {
    render({
      whatIf: aWhatIfView({
        differences: [],
        objects: [
          {
            change: 'invalid',
            findings: [
              {
                code: 'not-yours',
                severity: 'error',
                path: 'metadata.name',
                message: 'The object does not act on this service.',
                line: 4,
              },
            ],
          },
        ],
      }),
    });
    await write(edited);
    expect(
      await screen.findByText(
        /does not act on this service/,
        {},
        { timeout: 3_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Line 4' })).toBeInTheDocument();
    expect(differences()).toHaveTextContent('Correct the YAML first.');
  });

  it('compares without the object when all is deleted', async () => {
    const whatIf = jest.fn(() => aWhatIfView());
    render({ whatIf });
    await write('');
    await waitFor(
      () =>
        expect(whatIf).toHaveBeenCalledWith({
          cluster: 'sandbox',
          objects: [{ yaml: base, change: 'remove' }],
        }),
      { timeout: 3_000 },
    );
    expect(
      screen.getByText(/simulated without VirtualService shop\/checkout/),
    ).toBeInTheDocument();
  });

  it('says when the YAML names another object', async () => {
    render();
    await write(base.replace('name: checkout-routes', 'name: more'));
    expect(
      await screen.findByText(
        /now names VirtualService shop\/more/,
        {},
        { timeout: 3_000 },
      ),
    ).toBeInTheDocument();
  });

  it('takes over nothing that would be too long', async () => {
    render();
    const view = await editor();
    act(() =>
      view.dispatch({ changes: { from: 0, insert: 'x'.repeat(1_200_000) } }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /That would make 1\.3.MB of YAML; the editor takes 1.MB/,
    );
    expect(view.state.doc.toString()).toBe(base);
  });

  it('says why nothing is known, and asks again', async () => {
    const whatIf = jest
      .fn()
      .mockReturnValueOnce(aResponseError(503, 'Error', 'The backend is busy'))
      .mockReturnValue(aWhatIfView());
    const { user } = render({ whatIf });
    await write(edited);
    await says(differences, 'The backend is busy');
    await user.click(screen.getByRole('button', { name: 'Retry now' }));
    await says(differences, '1 breaks');
    expect(whatIf).toHaveBeenCalledTimes(2);
  });

  it('keeps a draft over reloads, and discards it only when asked twice', async () => {
    const first = render();
    await write(edited);
    first.unmount();
    const { user } = render();
    const view = await editor();
    expect(view.state.doc.toString()).toBe(edited);
    expect(
      screen.getByText('The draft is kept in this browser tab.'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Discard' }));
    const question = await screen.findByRole('dialog', {
      name: /Discard the draft of VirtualService shop\/checkout-routes/,
    });
    await user.click(
      within(question).getByRole('button', { name: 'Keep editing' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await editor()).state.doc.toString()).toBe(edited);

    await user.click(screen.getByRole('button', { name: 'Discard' }));
    await user.click(
      await screen.findByRole('button', { name: 'Discard the draft' }),
    );
    await waitFor(async () =>
      expect((await editor()).state.doc.toString()).toBe(base),
    );
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('says when the object has changed since the draft was begun', async () => {
    const first = render();
    await write(edited);
    first.unmount();
    render({ object: anObjectView({ resourceVersion: '4712' }) });
    expect(
      await screen.findByText(/has changed in the cluster since this draft/),
    ).toBeInTheDocument();
    expect((await editor()).state.doc.toString()).toBe(edited);
  });

  it('shows what differs from the cluster', async () => {
    const { user, container } = render();
    await write(edited);
    await user.click(screen.getByRole('radio', { name: 'Diff' }));
    await waitFor(() =>
      expect(container.querySelector('.cm-deletedChunk')).toHaveTextContent(
        'exact: delay',
      ),
    );
    expect(container.querySelector('.cm-changedLine')).toHaveTextContent(
      'exact: delays',
    );
    await user.click(screen.getByRole('radio', { name: 'YAML' }));
    await waitFor(() =>
      expect(container.querySelector('.cm-deletedChunk')).toBeNull(),
    );
  });

  it('says that pull requests come later, and hands the edit over where they are there', async () => {
    const first = render();
    const later = await screen.findByRole('button', {
      name: 'Open pull request',
    });
    expect(later).toBeDisabled();
    expect(later).toHaveAccessibleDescription(/comes with a later version/);
    first.unmount();

    const onPropose = jest.fn();
    const { user } = render({}, { onPropose });
    await write(edited);
    const button = screen.getByRole('button', { name: 'Open pull request' });
    await waitFor(() => expect(button).toBeEnabled(), { timeout: 3_000 });
    await user.click(button);
    expect(onPropose).toHaveBeenCalledWith(
      expect.objectContaining({
        resourceRef: ref,
        before: base,
        after: edited,
        sourceUrl: anObjectView().sourceUrl,
        differences: [
          expect.objectContaining({ kind: 'breaks' }),
          expect.objectContaining({ kind: 'moves' }),
        ],
      }),
    );
  });

  it('begins empty for a new object', async () => {
    const whatIf = jest.fn(() => aWhatIfView());
    const { api, user, onClose } = render(
      { whatIf },
      { resourceRef: undefined },
    );
    expect(await heading()).toHaveTextContent('one more object');
    expect(api.asked).toEqual([]);
    await write(base);
    await waitFor(() => expect(whatIf).toHaveBeenCalled(), { timeout: 3_000 });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });

  it('says why there is nothing to edit', async () => {
    const { user, onClose } = render({
      object: aResponseError(403, 'NotAllowedError'),
    });
    expect(
      await screen.findByText('You may not see this object'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });
});
