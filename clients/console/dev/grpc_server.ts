// The console against a bellwetherd that speaks gRPC alone, while it is developed or tested: takes the
// Connect protocol (binary) on Vite's own port and asks the server of BELLWETHER_SERVER,
// http://127.0.0.1:50051 by default. Messages are passed on as bytes, so every service of the server
// is there and none is named here. Also says the headers of a page that a production server says, so
// that what its policy refuses is refused here, too.
import {BinaryReader, WireType} from '@bufbuild/protobuf/wire';
import {connect, type ClientHttp2Session} from 'node:http2';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Plugin} from 'vite';

const address = process.env['BELLWETHER_SERVER'] ?? 'http://127.0.0.1:50051';

export const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
].join('; ');

// By number, as gRPC counts them.
const codes = [
  'ok', 'canceled', 'unknown', 'invalid_argument', 'deadline_exceeded', 'not_found', 'already_exists',
  'permission_denied', 'resource_exhausted', 'failed_precondition', 'aborted', 'out_of_range',
  'unimplemented', 'internal', 'unavailable', 'data_loss', 'unauthenticated',
];
const httpStatus: Record<string, number> = {
  invalid_argument: 400, failed_precondition: 400, out_of_range: 400, unauthenticated: 401,
  permission_denied: 403, not_found: 404, unimplemented: 501, already_exists: 409, aborted: 409,
  resource_exhausted: 429, canceled: 499, unavailable: 503, deadline_exceeded: 504,
};

interface ConnectProblem {
  code: string;
  message: string;
  details: {type: string; value: string}[];
}

// The details of a google.rpc.Status, as Connect writes them.
function details(status: Uint8Array): ConnectProblem['details'] {
  const found: ConnectProblem['details'] = [];
  const reader = new BinaryReader(status);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field !== 3 || wire !== WireType.LengthDelimited) {
      reader.skip(wire);
      continue;
    }
    const any = new BinaryReader(reader.bytes());
    const detail = {type: '', value: ''};
    while (any.pos < any.len) {
      const [part, partWire] = any.tag();
      if (part === 1) detail.type = any.string().replace(/^.*\//, '');
      else if (part === 2) detail.value = Buffer.from(any.bytes()).toString('base64').replace(/=+$/, '');
      else any.skip(partWire);
    }
    found.push(detail);
  }
  return found;
}

function problem(trailers: Record<string, unknown>): ConnectProblem | undefined {
  const code = codes[Number(trailers['grpc-status'] ?? 2)] ?? 'unknown';
  if (code === 'ok') return undefined;
  const packed = trailers['grpc-status-details-bin'];
  return {
    code,
    message: decodeURIComponent(String(trailers['grpc-message'] ?? '')),
    details: packed ? details(Buffer.from(String(packed), 'base64')) : [],
  };
}

function framed(flags: number, message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

let session: ClientHttp2Session | undefined;

function openSession(): ClientHttp2Session {
  if (!session || session.closed || session.destroyed) {
    session = connect(address);
    session.on('error', () => (session = undefined));
  }
  return session;
}

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const streaming = request.headers['content-type'] === 'application/connect+proto';
  const sent = await body(request);
  const headers: Record<string, string> = {
    ':method': 'POST',
    ':path': request.url ?? '/',
    'content-type': 'application/grpc',
    te: 'trailers',
  };
  const token = request.headers.authorization;
  if (token) headers['authorization'] = token;
  const timeout = request.headers['connect-timeout-ms'];
  if (timeout) headers['grpc-timeout'] = `${String(timeout)}m`;

  const call = openSession().request(headers);
  let ended: Record<string, unknown> = {};
  let received = Buffer.alloc(0);
  call.on('response', (first) => (ended = {...ended, ...first}));
  call.on('trailers', (last) => (ended = {...ended, ...last}));
  call.on('data', (chunk: Buffer) => {
    if (streaming) response.write(chunk);
    else received = Buffer.concat([received, chunk]);
  });
  response.on('close', () => call.close());
  if (streaming) response.writeHead(200, {'content-type': 'application/connect+proto'});
  const failed = new Promise<void>((done) => {
    call.on('error', (error: Error) => {
      ended = {'grpc-status': 14, 'grpc-message': encodeURIComponent(error.message)};
      done();
    });
    call.on('end', done);
    call.on('close', done);
  });
  call.end(streaming ? sent : framed(0, sent));
  await failed;

  const wrong = problem(ended);
  if (streaming) {
    response.end(framed(2, Buffer.from(JSON.stringify(wrong ? {error: wrong} : {}))));
  } else if (wrong) {
    response.writeHead(httpStatus[wrong.code] ?? 500, {'content-type': 'application/json'});
    response.end(JSON.stringify(wrong));
  } else {
    response.writeHead(200, {'content-type': 'application/proto'});
    response.end(received.subarray(5));
  }
}

function answer(withPolicy: boolean) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.method === 'POST' && /^\/[a-z0-9.]+\.[A-Za-z]+\/[A-Za-z]+$/.test(request.url ?? '')) {
      void pass(request, response);
      return;
    }
    // Here a token alone signs in.
    if (request.url === '/console/settings.json') {
      response.setHeader('content-type', 'application/json');
      response.end('{}');
      return;
    }
    if (withPolicy) response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    next();
  };
}

export function grpcServer(): Plugin {
  return {
    name: 'bellwether-grpc-server',
    // Vite's own reloading needs what the policy refuses: the built files are held to it.
    configureServer: (server) => void server.middlewares.use(answer(false)),
    configurePreviewServer: (server) => void server.middlewares.use(answer(true)),
  };
}
