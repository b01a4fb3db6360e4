// Bytes of messages, as clients/playground/playground.h says.
export interface Engine {
  check(files: Uint8Array): Uint8Array<ArrayBuffer>;
  declare(options: Uint8Array): Uint8Array<ArrayBuffer>;
  // The first byte is a letter: E, an Evaluation follows; R, a BadRequest follows; N, there is no pack.
  evaluate(account: Uint8Array, options: Uint8Array): Uint8Array<ArrayBuffer>;
}

export function openEngine(module: WebAssembly.Module): Promise<Engine>;
