/**
 * Loaded into every process of a test run. For the type of each file of a package Node parses the package.json anew, and that of drizzle-orm has 180 kB:
 * half a second of the start of each process, of which a run starts hundreds. Its files are modules, all of them.
 */
import * as module from 'node:module';

// An older Node, which a test may start, has no such hooks.
module.registerHooks?.({
  resolve: (specifier, context, next) => (specifier.startsWith('.') && context.parentURL?.includes('/node_modules/drizzle-orm/')
    ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true } : next(specifier, context)),
});
