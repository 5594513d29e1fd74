import { parseArgs } from 'node:util';
import { runCli } from './runCli';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    'kubernetes-port': { type: 'string' },
    'prometheus-port': { type: 'string' },
    'kiali-port': { type: 'string' },
    pace: { type: 'string' },
    token: { type: 'string' },
    faults: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

runCli(values, process).then(code => {
  if (code !== undefined) {
    process.exitCode = code;
  }
});
