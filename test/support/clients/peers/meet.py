"""
Meets each server of standard input (JSON lines, see meeting.ts) as Python programs do, and prints what a user sees: JSON lines of
client, id, text. Arguments: which clients. Runs on Python 3.6 and later.
"""
import asyncio
import concurrent.futures
import json
import os
import socket
import ssl
import sys
import traceback

meetings = [json.loads(line) for line in sys.stdin]
addresses = {meeting["host"]: meeting["ip"] for meeting in meetings if meeting["ip"]}
resolve = socket.getaddrinfo


def getaddrinfo(host, *rest, **more):
    name = host.decode() if isinstance(host, bytes) else host
    return resolve(addresses.get(name, host), *rest, **more)


socket.getaddrinfo = getaddrinfo


def context_for(meeting):
    if meeting["trust"] == "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = ssl.create_default_context(cafile=meeting["ca"])
    if meeting["crl"]:
        context.load_verify_locations(cafile=meeting["crl"])
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    return context


def url(meeting):
    host = "[%s]" % meeting["host"] if ":" in meeting["host"] else meeting["host"]
    return "https://%s:%d/" % (host, meeting["port"])


def python_ssl(meeting):
    context = context_for(meeting)
    with socket.create_connection((meeting["host"], meeting["port"]), timeout=2) as plain:
        with context.wrap_socket(plain, server_hostname=meeting["host"]) as secure:
            secure.settimeout(0.5)
            try:
                secure.recv(1)
            except socket.timeout:
                pass


def with_requests(meeting):
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.get(url(meeting), timeout=2, verify=meeting["ca"] or True)


def with_urllib(meeting):
    import urllib.request

    handlers = [urllib.request.HTTPSHandler(context=context_for(meeting)), urllib.request.ProxyHandler({})]
    urllib.request.build_opener(*handlers).open(url(meeting), timeout=2).read()


def with_httpx(meeting):
    import httpx

    with httpx.Client(verify=context_for(meeting), trust_env=False, timeout=2) as client:
        client.get(url(meeting))


def with_aiohttp(meeting):
    import aiohttp

    async def get():
        connector = aiohttp.TCPConnector(ssl=context_for(meeting))
        timeout = aiohttp.ClientTimeout(total=2)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            async with session.get(url(meeting)) as response:
                await response.read()

    asyncio.run(get())


def with_pymongo(meeting):
    import pymongo

    if meeting["trust"] == "none":
        raise NotImplementedError
    client = pymongo.MongoClient(meeting["uri"], serverSelectionTimeoutMS=2500, connectTimeoutMS=2000)
    try:
        client.admin.command("ping")
    except pymongo.errors.OperationFailure:
        pass
    finally:
        client.close()


def version_of(name):
    python = "%s %s" % (sys.version.split()[0], ssl.OPENSSL_VERSION)
    if name in ("python-ssl", "python-urllib"):
        return python
    if name.startswith("pymongo"):
        import pymongo

        return "%s, Python %s" % (pymongo.version, python)
    return "%s, Python %s" % (__import__(name).__version__, python)


clients = {
    "python-ssl": python_ssl,
    "python-urllib": with_urllib,
    "requests": with_requests,
    "httpx": with_httpx,
    "aiohttp": with_aiohttp,
    "pymongo": with_pymongo,
    "pymongo-ocsp": with_pymongo,
}


def meet(name, meeting):
    try:
        clients[name](meeting)
        return ""
    except NotImplementedError:
        return None
    except BaseException:
        return traceback.format_exc()


for name in sys.argv[1:]:
    print(json.dumps({"client": name, "version": version_of(name)}))
    with concurrent.futures.ThreadPoolExecutor(30 if name.startswith("pymongo") else 8) as pool:
        for meeting, text in zip(meetings, pool.map(lambda meeting: meet(name, meeting), meetings)):
            print(json.dumps({"client": name, "id": meeting["id"], "text": text}), flush=True)
# What libraries leave behind in threads of their own is nobody's affair.
sys.stdout.flush()
os._exit(0)
