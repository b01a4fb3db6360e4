"""An issuer's address of keys, on this machine."""

import http.server
import threading


class KeyServer:
    """Serves `text`, which may be changed; None: it answers 503. Port 0: the system chooses."""

    def __init__(self, text, port=0):
        self.text, self.asked = text, 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802, the base class calls it so
                outer.asked += 1
                self.send_response(200 if outer.text else 503)
                self.end_headers()
                self.wfile.write((outer.text or "").encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}/keys"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        """Nobody listens there any more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
