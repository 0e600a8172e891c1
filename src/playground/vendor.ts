import { fileURLToPath } from 'node:url';

/** The address the page's import map names → the package's own ES module. */
const modules: Readonly<Record<string, string>> = {
  '/vendor/preact.js': 'preact',
  '/vendor/preact-hooks.js': 'preact/hooks',
  '/vendor/signals-core.js': '@preact/signals-core',
  '/vendor/signals.js': '@preact/signals',
  '/vendor/htm.js': 'htm',
  '/vendor/htm-preact.js': 'htm/preact',
};

/** Found the way Node finds them, wherever the package manager put them. */
export function vendorModules(): [path: string, file: string][] {
  const resolve = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));
  return Object.entries(modules).map(([path, specifier]) => [path, resolve(specifier)]);
}
