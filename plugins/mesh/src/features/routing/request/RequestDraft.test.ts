import { aRouteCallersView, aRouteRequest } from '@fairway/mesh-test-utils';
import { parseRequest, RequestTextError } from '@fairway/mesh-core';
import {
  callerOfRequest,
  draftOfChosen,
  draftOfRequest,
  requestOfDraft,
  RequestTooLargeError,
} from './RequestDraft';

const view = aRouteCallersView();
const callers = view.status === 'ok' ? view.clusters[0].callers : [];
const [storefront, gateway] = callers;

describe('draftOfChosen', () => {
  it('asks for the root of the host that is chosen', () => {
    const { host } = storefront.hosts[0];
    expect(
      draftOfChosen({ caller: storefront, host, port: 8080 }),
    ).toMatchObject({
      caller: 'sidecar:storefront',
      method: 'GET',
      url: 'http://checkout.shop.svc.cluster.local:8080/',
    });
  });

  it('speaks TLS where the port does, and leaves the usual port out', () => {
    const { host } = gateway.hosts[0];
    expect(draftOfChosen({ caller: gateway, host, port: 443 }).url).toBe(
      'https://checkout.shop.example.com/',
    );
  });

  it('has an example for a host with a wildcard', () => {
    const ports = [{ number: 80, protocol: 'http' }];
    const caller = {
      ...gateway,
      hosts: [{ host: '*.shop.example', ports }],
    };
    expect(
      draftOfChosen({ caller, host: '*.shop.example', port: 80 }).url,
    ).toBe('http://www.shop.example/');
  });

  it('is empty where nothing is chosen', () => {
    expect(draftOfChosen(undefined)).toMatchObject({ url: '', caller: '' });
  });
});

describe('fields and request', () => {
  it.each([
    aRouteRequest(),
    aRouteRequest({
      host: 'checkout.shop:8080',
      headers: [
        ['x-a', '1'],
        ['x-a', '2'],
        ['x-empty', ''],
        ['cookie', 'a=1; b=2'],
      ],
    }),
    aRouteRequest({ method: 'OPTIONS', path: '*', host: 'a:8080' }),
    aRouteRequest({ scheme: 'https', host: 'a.example', port: 8443 }),
    aRouteRequest({
      scheme: 'https',
      host: 'a.example',
      connect: '[::1]',
      port: 443,
    }),
  ])('are the same for %j', request => {
    const read = requestOfDraft(draftOfRequest(request, 'who'));
    expect(read).toEqual({
      ...request,
      ...(request.host === 'a.example'
        ? { connect: request.connect ?? 'a.example' }
        : {}),
      ...(request.host === 'checkout.shop.svc.cluster.local'
        ? { connect: request.host }
        : {}),
    });
  });

  it('are refused for what is wrong with a field', () => {
    const draft = draftOfRequest(aRouteRequest(), 'who');
    const wrong = (change: object) => () =>
      requestOfDraft({ ...draft, ...change });
    expect(wrong({ headers: 'nothing' })).toThrow(RequestTextError);
    expect(wrong({ url: 'ftp://a' })).toThrow(RequestTextError);
    expect(wrong({ url: '' })).toThrow(RequestTextError);
    expect(wrong({ headers: `x: ${'a'.repeat(8_193)}` })).toThrow(
      RequestTooLargeError,
    );
  });
});

describe('callerOfRequest', () => {
  const caller = (text: string, present = 'sidecar:storefront') =>
    callerOfRequest(callers, present, parseRequest(text).request);

  it.each([
    ['http://checkout.shop/', 'sidecar:storefront'],
    ['http://checkout.shop.svc:8080/', 'sidecar:storefront'],
    ['http://CHECKOUT.shop.svc.cluster.local/', 'sidecar:storefront'],
    [
      'https://checkout.shop.example.com/',
      'gateway:istio-ingress/public-gateway',
    ],
    ['http://payments.payments/', 'self:shop'],
    ['http://checkout/', undefined],
    ['http://unknown.example/', undefined],
  ])('of %s is %s', (text, id) => {
    expect(caller(text)).toBe(id);
  });

  it('knows short names within a namespace', () => {
    const near = {
      ...storefront,
      caller: { kind: 'sidecar' as const, namespace: 'shop', labels: {} },
    };
    const { request } = parseRequest('http://checkout/');
    expect(callerOfRequest([near], 'x', request)).toBe(near.id);
  });

  it('prefers who knows the host on the port', () => {
    const at = (id: string, port: number) => ({
      ...gateway,
      id,
      hosts: [
        {
          host: 'api.shop.example',
          ports: [{ number: port, protocol: 'http' }],
        },
      ],
    });
    const both = [at('mesh', 80), at('edge', 443)];
    const who = (url: string, present: string) =>
      callerOfRequest(both, present, parseRequest(url).request);
    expect(who('https://api.shop.example/', 'mesh')).toBe('edge');
    expect(who('http://api.shop.example/', 'edge')).toBe('mesh');
    expect(who('http://api.shop.example:8080/', 'edge')).toBe('edge');
  });

  it('stays with the present one when it knows the host', () => {
    const twice = [storefront, { ...storefront, id: 'other' }];
    const { request } = parseRequest('http://checkout.shop/');
    expect(callerOfRequest(twice, 'other', request)).toBe('other');
  });
});
