export * from './Finding';
export * from './Verdict';
