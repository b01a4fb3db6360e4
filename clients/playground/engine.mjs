// The engine, compiled to WebAssembly, as functions from bytes to bytes (playground.h says which messages). It asks for
// nothing: no file, no clock, no network. For a page's worker and for tests alike.
//
//   const engine = await openEngine(await WebAssembly.compileStreaming(fetch(url)));
//   const found = fromBinary(CheckPackResponseSchema, engine.check(toBinary(PackFilesSchema, files)));

// WASI's name for what is not there.
const notThere = 52;

class Ended extends Error {}

// Whatever the module's C library would ask of a system is not there.
function importsOf(module) {
  const imports = {};
  for (const {module: from, name} of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = name === 'proc_exit' || name === 'abort'
      ? () => { throw new Ended('the engine ended'); }
      : name.startsWith('__syscall') ? () => -notThere
      : () => notThere;
  }
  return imports;
}

export async function openEngine(module) {
  const {exports} = await WebAssembly.instantiate(module, importsOf(module));
  exports._initialize();
  const put = (room, bytes) => {
    const at = exports.bellwether_room(room, bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  const answer = () => {
    const at = exports.bellwether_answer();
    return new Uint8Array(exports.memory.buffer, at, exports.bellwether_answer_size()).slice();
  };
  return {
    check(files) {
      put(0, files);
      exports.bellwether_check();
      return answer();
    },
    declare(options) {
      put(0, options);
      exports.bellwether_declare();
      return answer();
    },
    evaluate(account, options) {
      put(0, account);
      put(1, options);
      exports.bellwether_evaluate();
      return answer();
    },
  };
}
