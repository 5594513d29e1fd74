import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';
import { aRouteCallersView } from '@fairway/mesh-test-utils';
import { chooseRoute, wishForCaller } from './chooseRoute';

const view = aRouteCallersView();
const callers = view.status === 'ok' ? view.clusters[0].callers : [];
const [storefront, gateway, self] = callers;
const HOST = 'checkout.shop.svc.cluster.local';

describe('chooseRoute', () => {
  it('takes the busiest caller, its first host and port', () => {
    expect(chooseRoute(callers, {})).toEqual({
      caller: storefront,
      chosen: { caller: storefront, host: HOST, port: 8080 },
      missing: [],
    });
  });

  it('takes what is wished for', () => {
    expect(
      chooseRoute(callers, { caller: gateway.id, port: 443 }).chosen,
    ).toEqual({
      caller: gateway,
      host: 'checkout.shop.example.com',
      port: 443,
    });
  });

  it('says which parts of a wish are not there any more, and takes the usual for them', () => {
    expect(
      chooseRoute(callers, { caller: 'gone', host: 'gone', port: 1 }),
    ).toEqual({
      caller: storefront,
      chosen: { caller: storefront, host: HOST, port: 8080 },
      missing: ['caller', 'host', 'port'],
    });
  });

  it('prefers the port for HTTPS: that of HTTP often only sends there', () => {
    const both: CallerOption = {
      ...gateway,
      hosts: [
        {
          host: 'shop.example',
          ports: [
            { number: 80, protocol: 'http' },
            { number: 443, protocol: 'https' },
          ],
        },
      ],
    };
    expect(chooseRoute([both], {}).chosen?.port).toBe(443);
    expect(chooseRoute([both], { port: 80 }).chosen?.port).toBe(80);
  });

  it('has nothing to choose for a caller without hosts, and without callers', () => {
    const mute = { ...self, hosts: [] };
    expect(chooseRoute([mute], {})).toEqual({ caller: mute, missing: [] });
    expect(chooseRoute([], { caller: 'gone' })).toEqual({
      missing: ['caller'],
    });
  });
});

describe('wishForCaller', () => {
  it('keeps a host and port that the next caller has too', () => {
    const other = { ...gateway, hosts: storefront.hosts };
    expect(wishForCaller(other, { host: HOST, port: 8080 })).toEqual({
      caller: gateway.id,
      host: HOST,
      port: 8080,
    });
    expect(wishForCaller(other, { host: HOST, port: 81 })).toEqual({
      caller: gateway.id,
      host: HOST,
    });
  });

  it('forgets those that it has not', () => {
    expect(wishForCaller(gateway, { host: HOST, port: 8080 })).toEqual({
      caller: gateway.id,
    });
  });
});
