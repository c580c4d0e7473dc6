/**
 * The boundaries of ARCHITECTURE.md, checked on every commit: which folder may import what.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const stages = ['import', 'decode', 'describe', 'vector-index', 'match', 'group', 'review', 'export']

/** Data flows one way: a stage imports nothing of those after it. */
const laterStages = stages.slice(0, -1).map((stage, n) => ({
  name: `${stage}-knows-no-later-stage`,
  comment: 'Move what both need into the earlier stage, or pass it in from jobs/ or router/.',
  severity: 'error',
  from: { path: `^electron/engine/${stage}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^electron/engine/(${stages.slice(n + 1).join('|')})/` },
}))

/** One native module, one folder. */
const natives = [
  ['sharp', 'decode'],
  ['onnxruntime-node', 'inference'],
  ['usearch', 'vector-index'],
  ['better-sqlite3', 'catalogue'],
].map(([module, folder]) => ({
  name: `only-${folder}-imports-${module}`,
  comment: `Use what electron/engine/${folder}/ offers.`,
  severity: 'error',
  from: { path: '^(electron|renderer)/', pathNot: [`^electron/engine/${folder}/`, '\\.test\\.ts$'] },
  to: { path: `node_modules/${module}/` },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contract-stands-alone',
      comment: 'The contract is shared by every side: no Node, no DOM, nothing of the engine.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', 'node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'engine-knows-no-host',
      comment: 'The engine is plain Node and runs in every host.',
      severity: 'error',
      from: { path: '^electron/engine/' },
      to: { path: ['^electron/hosts/', '^renderer/', 'node_modules/electron/'] },
    },
    {
      name: 'electron-only-in-desktop',
      comment:
        'Only hosts/desktop may import electron; pass what is needed through the contract or the host bridge.',
      severity: 'error',
      from: { path: '^(electron|renderer|scripts)/', pathNot: '^electron/hosts/desktop/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/(engine|hosts)/' },
    },
    ...laterStages,
    ...natives,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.vue', '.js', '.mjs', '.json'],
    },
  },
}
