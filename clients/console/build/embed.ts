// Packs src/embed into embed.js beside the console: one script on its own, which other pages name as it is, so it has
// neither parts to load nor a hash in its name.
import {build, type Plugin} from 'vite';

export function embed(browsers: readonly string[]): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'bellwether-embed',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
      outDir = config.build.outDir;
    },
    writeBundle: async () => {
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        build: {
          target: 'es2022',
          cssTarget: [...browsers],
          outDir,
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: {
            input: `${root}/src/embed/embed.ts`,
            output: {format: 'iife', entryFileNames: 'embed.js'},
          },
        },
      });
    },
  };
}
