import { formatRate } from './formatRates';
import { toFixedEven } from './toFixedEven';

describe('toFixedEven', () => {
  it.each([
    [2.625, 2, '2.62'],
    [2.635, 2, '2.63'],
    [0.375, 2, '0.38'],
    [8882.5, 0, '8882'],
    [8883.5, 0, '8884'],
    [0.5, 0, '0'],
    [1.005, 2, '1.00'],
    [12, 2, '12.00'],
  ])('%p with %p digits is %p', (value, digits, expected) => {
    expect(toFixedEven(value, digits)).toBe(expected);
  });
});

describe('formatRate', () => {
  it.each([
    [12.3456, '12.35'],
    [0.5, '0.50'],
    [0.012, '0.01'],
    [0.0034, '0.003'],
    [0.00056, '0.0006'],
    [0.0000001, '0.00000'],
  ])('%p is %p', (rate, expected) => {
    expect(formatRate(rate)).toBe(expected);
  });
});
