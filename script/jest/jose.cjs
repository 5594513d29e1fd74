/*
 * jose is published as ES modules only. Jest refuses to `require` those while Node runs with
 * --experimental-vm-modules, which other dependencies of the backend need, so it gets the module from Node itself.
 *
 * A package that maps jose to this file needs a `jest.id` of its own besides: jest keeps one resolver for each id, and
 * the Backstage CLI gives all packages of a kind the same.
 */
const { createRequire } = process.getBuiltinModule('node:module');

module.exports = createRequire(__filename)('jose');
