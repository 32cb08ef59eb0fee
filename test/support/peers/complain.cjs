// Connects to each target of standard input (JSON lines: id, host, port, ca) as Node's tls does, and prints what a user sees.
const { readFileSync } = require('node:fs');
const { connect } = require('node:tls');
const { inspect } = require('node:util');

const targets = readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

function attempt({ host, port, ca }) {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      servername: host,
      timeout: 10000,
      ...(ca === null ? {} : { ca: readFileSync(ca) }),
    });
    const end = (text) => {
      resolve(text);
      socket.destroy();
    };
    socket.on('error', (error) => end(inspect(error)));
    socket.on('timeout', () => end('Error: connect ETIMEDOUT'));
    socket.on('secureConnect', () => setTimeout(() => end(''), 300));
  });
}

void (async () => {
  for (const target of targets) {
    process.stdout.write(`${JSON.stringify({ id: target.id, text: await attempt(target) })}\n`);
  }
})();
