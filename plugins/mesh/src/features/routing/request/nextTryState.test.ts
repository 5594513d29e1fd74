import { aRouteCallersView } from '@fairway/mesh-test-utils';
import { nextTryState } from './nextTryState';
import { draftOfChosen } from './RequestDraft';
import type { TryAction, TryState } from './TryState';

const view = aRouteCallersView();
const callers = view.status === 'ok' ? view.clusters[0].callers : [];
const [storefront, gateway] = callers;
const first: TryState = {
  mode: 'fields',
  draft: draftOfChosen({
    caller: storefront,
    host: storefront.hosts[0].host,
    port: 8080,
  }),
  command: '',
  isNewCommand: false,
};

const after = (...actions: TryAction[]) =>
  actions.reduce(
    (state, action) => nextTryState(state, action, callers),
    first,
  );
const field = (
  name: 'url' | 'headers' | 'caller',
  value: string,
): TryAction => ({
  type: 'field',
  name,
  value,
});
const command = (text: string): TryAction => ({ type: 'command', text });
const toCurl: TryAction = { type: 'mode', mode: 'curl' };
const toFields: TryAction = { type: 'mode', mode: 'fields' };
const run: TryAction = { type: 'run' };

describe('nextTryState', () => {
  it('runs the fields, again under another number', () => {
    const state = after(field('headers', 'x-user: beta'), run);
    expect(state.run).toMatchObject({
      id: 1,
      isByReader: true,
      without: [],
      request: { headers: [['x-user', 'beta']], port: 8080 },
    });
    expect(nextTryState(state, run, callers).run?.id).toBe(2);
  });

  it('keeps the last run when the fields are no request, and says why', () => {
    const state = after(run, field('url', 'nonsense:x'), run);
    expect(state.problem).toMatchObject({ problem: 'url' });
    expect(state.run?.id).toBe(1);
    expect(nextTryState(state, field('url', 'a'), callers).problem).toBe(
      undefined,
    );
  });

  it('reads a command and lets the caller that knows its host call', () => {
    const state = after(
      toCurl,
      command('curl -b a=1 https://checkout.shop.example.com/x | jq'),
      run,
    );
    expect(state.run?.draft).toMatchObject({
      caller: gateway.id,
      url: 'https://checkout.shop.example.com/x',
      cookies: 'a=1',
    });
    expect(state.read).toEqual({
      literal: [],
      rest: '| jq',
      movedTo: 'public-gateway',
    });
    expect(nextTryState(state, run, callers).read).toEqual(state.read);
  });

  it('leaves the choice of the caller to the reader afterwards', () => {
    const state = after(
      toCurl,
      command('curl https://checkout.shop.example.com/'),
      run,
      field('caller', storefront.id),
      run,
    );
    expect(state.run?.draft.caller).toBe(storefront.id);
    expect(state.read?.movedTo).toBeUndefined();
  });

  it('takes a command that is pasted as the URL', () => {
    const state = after(field('url', ' curl -X PUT http://checkout.shop/'));
    expect(state.mode).toBe('curl');
    expect(nextTryState(state, run, callers).run?.request.method).toBe('PUT');
  });

  it('writes the fields as a command, and back', () => {
    const state = after(field('headers', 'x-user: beta'), toCurl);
    expect(state.command).toContain("-H 'x-user: beta'");
    const back = nextTryState(state, toFields, callers);
    expect(back.draft).toEqual(after(field('headers', 'x-user: beta')).draft);
  });

  it('fills the fields from a command that was changed', () => {
    const state = after(
      toCurl,
      command('curl http://checkout.shop:8080/a'),
      toFields,
    );
    expect(state.mode).toBe('fields');
    expect(state.draft.url).toBe('http://checkout.shop:8080/a');
  });

  it('stays with a command that cannot be read', () => {
    const state = after(toCurl, command('curl "http://a'), toFields);
    expect(state.mode).toBe('curl');
    expect(state.problem).toMatchObject({ problem: 'open-quote' });
  });

  it('keeps the command when the fields are no request', () => {
    const state = after(field('url', ''), toCurl);
    expect(state).toMatchObject({ mode: 'curl', command: '' });
    expect(nextTryState(state, run, callers).problem).toMatchObject({
      problem: 'empty',
    });
    expect(nextTryState(state, toFields, callers).mode).toBe('fields');
  });

  it('opens and runs what is kept', () => {
    const state = after(toCurl, {
      type: 'open',
      draft: first.draft,
      without: ['authorization'],
      isByReader: false,
    });
    expect(state).toMatchObject({
      mode: 'fields',
      run: { id: 1, without: ['authorization'], isByReader: false },
    });
  });

  it('says what is wrong with a link', () => {
    const state = after({
      type: 'open',
      draft: { ...first.draft, url: 'ftp://a' },
      without: [],
      isByReader: false,
    });
    expect(state.run).toBeUndefined();
    expect(state.problem).toMatchObject({ problem: 'url' });
  });
});
