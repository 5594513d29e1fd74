import { differenceOf, type PrometheusAnswer } from './prometheusAnswers';

function vector(...items: [labels: object, value: string][]): PrometheusAnswer {
  return {
    status: 200,
    body: {
      status: 'success',
      data: {
        resultType: 'vector',
        result: items.map(([metric, value]) => ({ metric, value: [1, value] })),
      },
    },
  };
}

function failure(status: number, errorType: string): PrometheusAnswer {
  return { status, body: { status: 'error', errorType, error: 'any' } };
}

describe('differenceOf', () => {
  it.each<[string, PrometheusAnswer, PrometheusAnswer]>([
    ['the same', vector([{ a: '1' }, '2']), vector([{ a: '1' }, '2'])],
    [
      'another order of a vector',
      vector([{ a: '1' }, '2'], [{ a: '2' }, '3']),
      vector([{ a: '2' }, '3'], [{ a: '1' }, '2']),
    ],
    ['a last digit', vector([{}, '0.30000000000000004']), vector([{}, '0.3'])],
    ['another error text', failure(400, 'bad_data'), failure(400, 'bad_data')],
  ])('accepts %s', (_name, expected, actual) => {
    expect(differenceOf(expected, actual)).toBeUndefined();
  });

  it.each<[string, PrometheusAnswer, PrometheusAnswer]>([
    ['another value', vector([{}, '1']), vector([{}, '1.00001'])],
    ['another notation', vector([{}, '1e+21']), vector([{}, '1e21'])],
    ['NaN for a number', vector([{}, '0']), vector([{}, 'NaN'])],
    ['another sign of infinity', vector([{}, '+Inf']), vector([{}, '-Inf'])],
    ['another label', vector([{ a: '1' }, '2']), vector([{ a: '2' }, '2'])],
    ['a label too many', vector([{}, '2']), vector([{ a: '2' }, '2'])],
    ['a missing element', vector([{}, '2']), vector()],
    ['another status', failure(400, 'bad_data'), failure(422, 'bad_data')],
    ['another class', failure(422, 'bad_data'), failure(422, 'execution')],
    [
      'another text',
      { status: 200, body: 'ready' },
      { status: 200, body: 'healthy' },
    ],
  ])('rejects %s', (_name, expected, actual) => {
    expect(differenceOf(expected, actual)).toEqual(expect.any(String));
  });
});
