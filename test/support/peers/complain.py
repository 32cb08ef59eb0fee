"""Connects to each target of standard input (JSON lines: id, host, port, ca) as Python's ssl does, and prints what a user sees."""
import json
import socket
import ssl
import sys
import traceback

for line in sys.stdin:
    target = json.loads(line)
    text = ""
    try:
        context = ssl.create_default_context(cafile=target["ca"])
        with socket.create_connection((target["host"], target["port"]), timeout=10) as plain:
            with context.wrap_socket(plain, server_hostname=target["host"]) as secure:
                secure.settimeout(1)
                try:
                    secure.recv(1)
                except TimeoutError:
                    pass
    except Exception:
        text = traceback.format_exc()
    print(json.dumps({"id": target["id"], "text": text}), flush=True)
