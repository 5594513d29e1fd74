/*
 * jose is published as ES modules only. Jest refuses to `require` those while Node runs with
 * --experimental-vm-modules, which other dependencies of the backend need, so it gets the module from Node itself.
 */
const { createRequire } = process.getBuiltinModule('node:module');

module.exports = createRequire(__filename)('jose');
