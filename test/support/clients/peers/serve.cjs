// An HTTPS server on Node that prints what its listeners get to hear. Arguments: port, certificate, key, CA of clients or ''.
const { readFileSync } = require('fs');
const { createServer } = require('https');
const { inspect } = require('util');

const [port, cert, key, ca] = process.argv.slice(2);
const demand = ca === '' ? {} : { ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true };
const options = { cert: readFileSync(cert), key: readFileSync(key), ciphers: 'ECDHE+AESGCM', ...demand };
const server = createServer(options, (request, response) => response.end('ok'));
server.on('tlsClientError', (error) => process.stderr.write(`tlsClientError ${inspect(error)}\n`));
server.listen(Number(port), '127.0.0.1');
