// Meets each server of standard input (JSON lines, see meeting.ts) as programs on Node do, and prints what a user sees: JSON lines of
// client, id, text. Arguments: which clients. Runs on Node 10 and later.
const { readFileSync } = require('fs');
const { connect } = require('tls');
const { get } = require('https');
const { inspect } = require('util');

const meetings = readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const lookup = (ip) => (host, options, done) =>
  options.all ? done(null, [{ address: ip, family: 4 }]) : done(null, ip, 4);

const named = ({ ip }) => (ip === null ? {} : { lookup: lookup(ip) });

function optionsFor({ host, ca, crl, trust }) {
  return {
    servername: /^[\d.:[\]]+$/.test(host) ? '' : host,
    ...(trust === 'none' ? { ca: [] } : ca === null ? {} : { ca: readFileSync(ca) }),
    ...(crl === null ? {} : { crl: readFileSync(crl) }),
  };
}

const met = {
  'node-tls': (meeting) =>
    new Promise((resolve, reject) => {
      const options = { host: meeting.host, port: meeting.port, ...optionsFor(meeting), ...named(meeting) };
      const socket = connect(options);
      const end = (error) => {
        socket.destroy();
        if (error) reject(error);
        else resolve();
      };
      socket.setTimeout(2000);
      socket.on('error', end);
      // Node leaves the words to the program.
      socket.on('timeout', () => {
        socket.destroy();
        resolve(null);
      });
      socket.on('secureConnect', () => setTimeout(end, 300));
    }),
  'node-https': (meeting) =>
    new Promise((resolve, reject) => {
      const options = { host: meeting.host, port: meeting.port, ...optionsFor(meeting), ...named(meeting) };
      const request = get({ ...options, timeout: 2000, agent: false }, (response) => {
        response.on('error', reject);
        response.on('close', resolve);
        response.on('end', resolve);
        response.resume();
      });
      request.on('timeout', () => {
        resolve(null);
        request.destroy();
      });
      request.on('error', reject);
    }),
  'node-fetch': async (meeting) => {
    const Agent = globalThis[Symbol.for('undici.globalDispatcher.1')].constructor;
    const dispatcher = new Agent({ connect: { ...optionsFor(meeting), ...named(meeting), timeout: 2000 } });
    const url = `https://${meeting.host}:${meeting.port}/`;
    const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(3000) });
    await response.text();
  },
  'node-mongodb': async (meeting) => {
    if (meeting.trust === 'none') return null;
    const { MongoClient } = require('mongodb');
    let client;
    try {
      const options = { serverSelectionTimeoutMS: 3000, connectTimeoutMS: 2000, ...named(meeting) };
      client = new MongoClient(meeting.uri, options);
      await client.db('admin').command({ hello: 1 });
    } finally {
      if (client !== undefined) await client.close();
    }
    return '';
  },
};

const versionOf = (name) => {
  const node = `Node ${process.versions.node} OpenSSL ${process.versions.openssl}`;
  return name === 'node-mongodb' ? `${require('mongodb/package.json').version}, ${node}` : node;
};

const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function meet(name) {
  const version = versionOf(name);
  print({ client: name, version });
  if (name === 'node-fetch') await fetch('http://127.0.0.1:9/').catch(() => null);
  const queue = meetings.slice();
  const worker = async () => {
    for (let meeting = queue.shift(); meeting !== undefined; meeting = queue.shift()) {
      const { id } = meeting;
      const text = await met[name](meeting).then((came) => (came === null ? null : ''), inspect);
      print({ client: name, id, text });
    }
  };
  await Promise.all(Array.from({ length: name === 'node-mongodb' ? 30 : 8 }, worker));
}

process.on('uncaughtException', () => {});
void (async () => {
  for (const name of process.argv.slice(2)) await meet(name);
  process.exit(0);
})();
