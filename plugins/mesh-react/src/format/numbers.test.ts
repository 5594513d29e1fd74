import {
  formatDuration,
  formatLatency,
  formatPercent,
  formatRate,
  formatRatio,
  formatThroughput,
} from './numbers';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('numbers', () => {
  it.each([
    [0, '0 %'],
    [0.04, '< 0.1 %'],
    [10.94, '10.9 %'],
    [70, '70 %'],
    [33.333, '33.3 %'],
    [99.97, '99.9 %'],
    [100, '100 %'],
  ])('writes the share %p as %p', (percent, expected) => {
    expect(plain(formatPercent(percent))).toBe(expected);
  });

  it.each([
    [0, 'http', '0 rps'],
    [0.01, 'http', '< 0.1 rps'],
    [38, 'http', '38.0 rps'],
    [4.14, 'grpc', '4.1 rps'],
    [312_400, 'tcp', '312 kB/s'],
  ] as const)('writes the rate %p of %p as %p', (rate, protocol, expected) => {
    expect(plain(formatRate(rate, protocol))).toBe(expected);
  });

  it.each([
    [12, '12 B/s'],
    [2_400_000, '2.4 MB/s'],
  ])('writes the throughput %p as %p', (bytes, expected) => {
    expect(plain(formatThroughput(bytes))).toBe(expected);
  });

  it.each([
    [612, '612 ms'],
    [2_000, '2 s'],
    [1_500, '1.5 s'],
    [90_000, '90 s'],
    [300_000, '5 min'],
    [7_200_000, '2 h'],
  ])('writes the duration %p as %p', (milliseconds, expected) => {
    expect(plain(formatDuration(milliseconds))).toBe(expected);
  });

  it('keeps latencies in milliseconds until they are absurd', () => {
    expect(plain(formatLatency(1_840.4))).toBe('1840 ms');
    expect(plain(formatLatency(12_000))).toBe('12 s');
  });

  it('reads ratios as the share of one', () => {
    expect(plain(formatRatio(0.109))).toBe('10.9 %');
  });
});
