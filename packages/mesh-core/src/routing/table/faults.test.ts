import { faultOf } from './faults';

describe('faultOf', () => {
  it('has nothing to do without a fault', () => {
    expect(faultOf(undefined)).toEqual({});
    expect(faultOf({})).toEqual({});
  });

  it.each([
    [
      { fixedDelay: '2s', percentage: { value: 10 } },
      { ms: 2_000, percent: 10 },
    ],
    [
      { fixedDelay: '2s', percentage: { value: 0.5 } },
      { ms: 2_000, percent: 0.5 },
    ],
    [
      { fixedDelay: '2s', percent: 25 },
      { ms: 2_000, percent: 25 },
    ],
    [
      { fixedDelay: '2s', percent: 25, percentage: { value: 50 } },
      { ms: 2_000, percent: 50 },
    ],
    [{ fixedDelay: '2s' }, { ms: 2_000, percent: 0 }],
  ])('delays as %j says', (delay, expected) => {
    expect(faultOf({ delay })).toEqual({ fault: { delay: expected } });
  });

  it.each([
    [{ percentage: { value: 10 } }],
    [{ fixedDelay: 'later', percentage: { value: 10 } }],
  ])('does not delay by %j', delay => {
    expect(faultOf({ delay })).toEqual({});
  });

  it.each([
    [
      { httpStatus: 503, percentage: { value: 100 } },
      { status: 503, percent: 100 },
    ],
    [{ httpStatus: 503 }, { status: 503, percent: 0 }],
    [
      { grpcStatus: 'UNAVAILABLE', percentage: { value: 5 } },
      { grpcStatus: 14, percent: 5 },
    ],
    [{ grpcStatus: 'OK' }, { grpcStatus: 0, percent: 0 }],
    [{ grpcStatus: 'UNAUTHENTICATED' }, { grpcStatus: 16, percent: 0 }],
    [
      { httpStatus: 500, grpcStatus: 'UNAVAILABLE' },
      { status: 500, percent: 0 },
    ],
  ])('aborts as %j says', (abort, expected) => {
    expect(faultOf({ abort })).toEqual({ fault: { abort: expected } });
  });

  it('does not abort by a status that gRPC does not have', () => {
    expect(faultOf({ abort: { grpcStatus: 'BROKEN' } })).toEqual({});
  });

  it('delays and aborts independently', () => {
    expect(
      faultOf({
        delay: { fixedDelay: '1s', percentage: { value: 1 } },
        abort: { httpStatus: 500, percentage: { value: 2 } },
      }),
    ).toEqual({
      fault: {
        delay: { ms: 1_000, percent: 1 },
        abort: { status: 500, percent: 2 },
      },
    });
  });
});
