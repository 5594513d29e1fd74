import { linesOfPath } from './linesOfPath';
import { yamlSteps } from './yamlSteps';

const yaml = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: checkout
spec:
  hosts: [checkout, checkout.example.com]
  http:
    # testers first
    - name: testers
      match:
        - headers:
            x-user:
              exact: casey
        - uri: { prefix: /api }
      route: &usual
        - destination:
            host: checkout
    -
      name: rest

      route: *usual
  exportTo:
  - .
`;

describe('yamlSteps', () => {
  it.each([
    ['', []],
    ['spec', ['spec']],
    ['spec.http[2].match[0]', ['spec', 'http', 2, 'match', 0]],
    ['a["x-user"].exact', ['a', 'x-user', 'exact']],
    ['a["x.y[0]\\"z"][3]', ['a', 'x.y[0]"z', 3]],
    ['[1][2]', [1, 2]],
    ['a["b\\q"]', ['a', 'b\\q']],
  ])('takes %p apart', (path, steps) => {
    expect(yamlSteps(path)).toEqual(steps);
  });
});

describe('linesOfPath', () => {
  it.each([
    ['kind', 2, 2],
    ['metadata', 3, 4],
    ['spec.hosts', 6, 6],
    ['spec.hosts[1]', 6, 6],
    ['spec.http', 7, 21],
    ['spec.http[0]', 9, 17],
    ['spec.http[0].match', 10, 14],
    ['spec.http[0].match[0]', 11, 13],
    ['spec.http[0].match[0].headers["x-user"]', 12, 13],
    ['spec.http[0].match[1].uri.prefix', 14, 14],
    ['spec.http[1]', 19, 21],
    ['spec.exportTo[0]', 23, 23],
  ])('finds %s in lines %i to %i', (path, from, to) => {
    expect(linesOfPath(yaml, path)).toEqual({ from, to, isAbove: false });
  });

  it.each([
    ['spec.http[0].timeout', 9, 17],
    ['spec.http[7]', 7, 21],
    ['metadata.namespace', 3, 4],
    ['spec.http[0].name.first', 9, 9],
    // what the alias stands for is written above
    ['spec.http[1].route[0].destination', 21, 21],
  ])('finds what holds %s, in lines %i to %i', (path, from, to) => {
    expect(linesOfPath(yaml, path)).toEqual({ from, to, isAbove: true });
  });

  it.each([
    ['', yaml],
    ['status', yaml],
    ['spec', ''],
    ['spec', '# nothing'],
    ['spec', 'text'],
    ['spec.http[0]', '- [}'],
  ])('finds nothing of %p', (path, text) => {
    expect(linesOfPath(text, path)).toBeUndefined();
  });
});
