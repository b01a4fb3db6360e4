"""A webhook that keeps what it was sent: for tests and proofs of delivery."""

import http.server
import ssl
import threading


class Receiver:
    """What it got, and an answer by the test's choice: a status. `requests` are all that came as a whole,
    as (headers, body), in order; `taken` those that it then answered with success. `certificate` is (file, key)."""

    def __init__(self, answer=lambda request: 204, certificate=None):
        self.requests, self.taken = [], []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                size = int(self.headers["Content-Length"])
                try:
                    body = self.rfile.read(size)
                    if len(body) == size:
                        self.send_response(outer.take((dict(self.headers.items()), body), answer, self))
                        self.send_header("Content-Length", "0")
                        self.end_headers()
                except OSError:
                    pass  # whoever asked is gone

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # likewise
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        scheme = "http" if certificate is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self.server.server_port}/hook"

    def take(self, request, answer, handler):
        self.requests.append(request)
        status = answer(handler)
        if 200 <= status < 300:
            self.taken.append(request)
        return status

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def keys(self):
        return [headers["Idempotency-Key"] for headers, _ in self.requests]
