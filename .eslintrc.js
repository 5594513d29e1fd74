/** Each package has its own configuration; see script/lib/budgets.mjs for the budgets of STYLE.md. */
module.exports = { root: true };
