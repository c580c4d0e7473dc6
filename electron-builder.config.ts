import type { Configuration } from 'electron-builder'

/** Packages the built app for the machine it runs on: `npm run package`. */
const configuration: Configuration = {
  appId: 'app.doublet.Doublet',
  productName: 'Doublet',
  directories: { output: 'dist', buildResources: 'resources' },
  // The natives are Node-API and prebuilt: the same files serve Node and Electron.
  npmRebuild: false,
  asar: true,
  // What native code opens by its path must lie outside the archive.
  asarUnpack: [
    'node_modules/@img/**',
    'node_modules/{better-sqlite3,onnxruntime-node,usearch}/**',
    'models/**',
  ],
  files: [
    'out/**',
    '!out/**/*.map',
    'package.json',
    'LICENSE',
    'models/*/manifest.json',
    'models/*/*.onnx',
    'models/*/*.safetensors',
    'models/*/*.json',
    // npm puts a Node of its own there for the scripts; Electron brings its own.
    '!node_modules/node-{linux,win}-*/**',
    // Each of these carries the binaries of every platform, and the sources they were made from.
    '!node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**',
    '!node_modules/onnxruntime-node/bin/napi-v6/${platform}/!(${arch})/**',
    '!node_modules/onnxruntime-node/{script,lib}/**/*.map',
    '!node_modules/better-sqlite3/{deps,src}/**',
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
    '!node_modules/usearch/{c,cmake,cpp,include,numkong}/**',
    '!node_modules/usearch/prebuilds/!(${platform}-*${arch}*)/**',
  ],
  fileAssociations: [{ ext: 'doublet', name: 'Doublet catalogue', role: 'Editor', isPackage: true }],
  // Point 19 of Electron's security checklist: what the app does not need is switched off in the binary itself.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: { target: ['AppImage', 'deb'], category: 'Graphics', maintainer: 'The Doublet authors' },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.business',
    hardenedRuntime: true,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
  },
  win: { target: ['nsis'] },
}

export default configuration
