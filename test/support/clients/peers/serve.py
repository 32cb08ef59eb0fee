"""An HTTPS server as Python programs have it, with its traceback for each failure. Arguments: port, certificate, key, CA of clients or ''."""
import http.server
import socketserver
import ssl
import sys
import traceback

port, certificate, key, ca = sys.argv[1:5]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.set_ciphers("ECDHE+AESGCM")
if ca:
    context.load_verify_locations(ca)
    context.verify_mode = ssl.CERT_REQUIRED


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        print("-" * 40, file=sys.stderr)
        print("Exception occurred during processing of request from", client_address, file=sys.stderr)
        traceback.print_exc()

    def finish_request(self, request, client_address):
        secure = context.wrap_socket(request, server_side=True)
        http.server.SimpleHTTPRequestHandler(secure, client_address, self)


http.server.SimpleHTTPRequestHandler.log_message = lambda *_: None
Server(("127.0.0.1", int(port)), http.server.SimpleHTTPRequestHandler).serve_forever()
