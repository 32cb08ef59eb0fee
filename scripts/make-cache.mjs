// Makes V8's code caches: runs the built program in this very process against servers of the lab, as users do, and keeps what V8
// compiled on the way. What no run reaches is compiled when it is called.   node scripts/make-cache.mjs <dist/cli/whytls.cjs>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { startLab } from '../dist/src/cli/lab/session.js';
import { faultById } from '../dist/src/lab/lab.js';

const [program] = process.argv.slice(2);
const session = await startLab(['healthy', 'cert-expired', 'protocol-version'].map(faultById));
const servers = session.entries.map(({ up }) => up);
if (servers.includes(null)) throw new Error('no server could be started on loopback');
const [healthy, refused, unanswered] = servers.map(({ argv }) => [...argv, '--no-local-python']);

// The store of a system, with the lab's root in it.
const store = join(dirname(servers[0].caFile), 'system.pem');
writeFileSync(store, [...rootCertificates, readFileSync(servers[0].caFile, 'latin1')].join('\n'));
process.env.SSL_CERT_FILE = store;
const withSystemStore = healthy.filter((word, at) => word !== '--tlsCAFile' && healthy[at - 1] !== '--tlsCAFile');

// The straight path gets what a sound server takes and no more: every function in its cache is loaded by every probe.
const straight = [
  [...withSystemStore, '--json'],
  [...healthy, '--client', 'pymongo'],
];
const others = [
  [...refused, '--client', 'pymongo'],
  [...unanswered, '--client', 'openssl', '--lang', 'zh'],
  ['explain', 'ssl.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired'],
];

const { start, scripts } = createRequire(import.meta.url)(program);
const caches = new Map();
const keep = () => {
  for (const [path, script] of scripts)
    if (!caches.has(path) || !basename(path).startsWith('main-')) caches.set(path, script.createCachedData());
};
const runs = [...straight.map((words) => ({ words })), { keep }, ...others.map((words) => ({ words })), { keep }];

// The program ends by process.exit: that is where the next run starts.
const exit = process.exit.bind(process);
process.exit = (code) => (code > 1 ? exit(code) : next());
next();

function next() {
  const run = runs.shift();
  if (run === undefined) {
    for (const [path, cache] of caches)
      writeFileSync(path.replace(/\.cjs$/, `-${process.version}-${process.arch}.cache`), cache);
    void session.stop().then(() => exit(0));
  } else if (run.keep !== undefined) {
    run.keep();
    next();
  } else {
    process.argv = [process.execPath, program, ...run.words];
    start();
  }
}
