import type { TableRetries } from '../table/TableAction';
import { describeRetriesChange } from './describeRetries';

const usual: TableRetries = {
  attempts: 2,
  on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
};

describe('describeRetriesChange', () => {
  it.each<[string, TableRetries | null, TableRetries | null]>([
    ['retries 2 → none', usual, null],
    ['retries none → 2', null, usual],
    ['retries 2 → 5', usual, { ...usual, attempts: 5 }],
    ['retries 2 → 2 on 5xx', usual, { attempts: 2, on: '5xx' }],
    [
      'retries 2 → 3 of 500ms each',
      usual,
      { ...usual, attempts: 3, perTryTimeoutMs: 500 },
    ],
    [
      'retries 1 → 2',
      { attempts: 1, on: '5xx,reset', perTryTimeoutMs: 500 },
      { attempts: 2, on: '5xx,reset', perTryTimeoutMs: 500 },
    ],
    [
      'retries 1 on 5xx → 1 on 5xx, 429',
      { attempts: 1, on: '5xx' },
      { attempts: 1, on: '5xx,retriable-status-codes', codes: [429] },
    ],
    [
      'retries 1 25ms apart on 5xx → 1 2s apart on 5xx',
      { attempts: 1, on: '5xx', backoffMs: 25 },
      { attempts: 1, on: '5xx', backoffMs: 2000 },
    ],
    ['retries 1 → none', { attempts: 1, on: '' }, null],
  ])('says %s', (expected, before, after) => {
    expect(describeRetriesChange(before, after)).toBe(expected);
  });
});
