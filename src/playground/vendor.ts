import { fileURLToPath } from 'node:url';

/**
 * The address the page's import map names, and the package's own ES module: found the way Node finds it, wherever the
 * package manager put it.
 */
export function vendorModules(): [path: string, file: string][] {
  const modules = {
    '/vendor/preact.js': import.meta.resolve('preact'),
    '/vendor/preact-hooks.js': import.meta.resolve('preact/hooks'),
    '/vendor/signals-core.js': import.meta.resolve('@preact/signals-core'),
    '/vendor/signals.js': import.meta.resolve('@preact/signals'),
    '/vendor/htm.js': import.meta.resolve('htm'),
    '/vendor/htm-preact.js': import.meta.resolve('htm/preact'),
  };
  return Object.entries(modules).map(([path, address]) => [path, fileURLToPath(address)]);
}
