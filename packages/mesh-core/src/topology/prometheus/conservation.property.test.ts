import fc from 'fast-check';
import { answering, labelsOf, shopRequest } from '../__testUtils__/seriesOf';
import { foldGraph } from './foldGraph';
import type { GraphRequest } from './graphRequest';
import type { KialiData, KialiElements } from './KialiData';

const workloads = ['web', 'cart', 'pay', 'db'];
const call = fc.record({
  from: fc.constantFrom(...workloads),
  to: fc.constantFrom(...workloads),
  version: fc.constantFrom('v1', 'v2'),
  code: fc.constantFrom('200', '404', '503', '0'),
  value: fc.integer({ min: 1, max: 1000 }),
});
/** A mesh: no two series tell of the same traffic. */
const mesh = fc.uniqueArray(call, {
  selector: ({ from, to, version, code }) => [from, to, version, code].join(),
  minLength: 1,
  maxLength: 30,
});
type Mesh = typeof mesh extends fc.Arbitrary<infer T> ? T : never;

const into = 'reporter=~"waypoint|destination",destination_workload_namespace';
const out = 'reporter=~"waypoint|source",source_workload_namespace="shop"';

function seriesOf(calls: Mesh) {
  return calls.map(({ from, to, version, code, value }) => ({
    labels: labelsOf(from, to, {
      destination_workload: `${to}-${version}`,
      destination_canonical_revision: version,
      response_code: code,
    }),
    value,
  }));
}

function fold(
  calls: Mesh,
  more: Partial<GraphRequest> = {},
  reports: readonly string[] = [into, out],
): KialiElements {
  const request = { ...shopRequest, ...more };
  return foldGraph(
    request,
    reports.flatMap(report =>
      answering(request, ['istio_requests_total', report], seriesOf(calls)),
    ),
  ).elements;
}

interface Traffic {
  rates?: Record<string, string>;
}

const rateOf = (traffic: unknown, name: string): number =>
  Number((traffic as Traffic | undefined)?.rates?.[name] ?? 0);

const httpOf = (data: KialiData): number => rateOf(data.traffic, 'http');

function total(
  { edges }: KialiElements,
  which: (data: KialiData) => boolean = () => true,
): number {
  return edges
    .map(({ data }) => data)
    .filter(which)
    .reduce((sum, data) => sum + httpOf(data), 0);
}

const isService = (id: unknown): boolean => String(id).startsWith('svc_');
const sum = (calls: Mesh): number =>
  calls.reduce((all, { value }) => all + value, 0);

it('counts what both reporters tell once', () => {
  fc.assert(
    fc.property(mesh, calls => {
      const both = fold(calls);
      expect(both).toEqual(fold(calls, {}, [into]));
      expect(both).toEqual(fold(calls, {}, [out]));
    }),
  );
});

it('counts what one reporter alone tells as well', () => {
  fc.assert(
    fc.property(mesh, fc.nat(), (calls, at) => {
      const cut = at % (calls.length + 1);
      const request = { ...shopRequest, injectServices: false };
      const series = seriesOf(calls);
      const metric = 'istio_requests_total';
      const { elements } = foldGraph(request, [
        ...answering(request, [metric, into], series.slice(0, cut + 1)),
        ...answering(request, [metric, out], series.slice(cut)),
      ]);
      expect(total(elements)).toBeCloseTo(sum(calls), 1);
    }),
  );
});

it('conserves rates through injected services', () => {
  fc.assert(
    fc.property(mesh, calls => {
      const elements = fold(calls);
      expect(total(elements, ({ target }) => isService(target))).toBeCloseTo(
        sum(calls),
        1,
      );
      expect(total(elements, ({ source }) => isService(source))).toBeCloseTo(
        sum(calls),
        1,
      );
      for (const { data } of elements.nodes) {
        const [traffic] = (data.traffic ?? []) as unknown[];
        const inbound = total(elements, ({ target }) => target === data.id);
        const outbound = total(elements, ({ source }) => source === data.id);
        expect(rateOf(traffic, 'httpIn')).toBeCloseTo(inbound, 1);
        expect(rateOf(traffic, 'httpOut')).toBeCloseTo(outbound, 1);
      }
    }),
  );
});

it('conserves rates when versions become one app', () => {
  fc.assert(
    fc.property(mesh, calls => {
      const elements = fold(calls, { graphType: 'app', injectServices: false });
      expect(total(elements)).toBeCloseTo(sum(calls), 1);
    }),
  );
});

it('tells of a contracted graph what each service gets from others', () => {
  fc.assert(
    fc.property(mesh, calls => {
      const whole = fold(calls);
      const contracted = fold(calls, { graphType: 'service' });
      const inOf = (node: KialiData | undefined): number =>
        rateOf((node?.traffic as unknown[] | undefined)?.[0], 'httpIn');
      for (const { data } of contracted.nodes) {
        const before = whole.nodes.find(node => node.data.id === data.id);
        expect(inOf(data)).toBe(inOf(before?.data));
        const outbound = total(contracted, ({ source }) => source === data.id);
        const [traffic] = (data.traffic ?? []) as unknown[];
        expect(rateOf(traffic, 'httpOut')).toBeCloseTo(outbound, 1);
      }
    }),
  );
});

it('splits responses so that they make up the whole', () => {
  fc.assert(
    fc.property(mesh, calls => {
      for (const { data } of fold(calls).edges) {
        const { responses } = data.traffic as {
          responses: Record<string, { flags: Record<string, string> }>;
        };
        const shares = Object.values(responses).flatMap(({ flags }) =>
          Object.values(flags).map(Number),
        );
        expect(shares.reduce((all, share) => all + share, 0)).toBeCloseTo(
          100,
          0,
        );
      }
    }),
  );
});
