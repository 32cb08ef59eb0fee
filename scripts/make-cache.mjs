// Makes V8's code cache of the straight path: runs it against a sound server of the lab in this very process, as users do, and keeps
// what V8 compiled on the way. What no run reaches is compiled when it is called.   node scripts/make-cache.mjs <bundle> <cache>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { Script } from 'node:vm';
import { startLab } from '../dist/src/cli/lab/session.js';
import { faultById } from '../dist/src/lab/lab.js';

const [bundle, cache] = process.argv.slice(2);
const session = await startLab([faultById('healthy')]);
const [{ up }] = session.entries;
if (up === null) throw new Error('no server could be started on loopback');

// The store of a system, with the lab's root in it.
const store = join(dirname(up.caFile), 'system.pem');
writeFileSync(store, [...rootCertificates, readFileSync(up.caFile, 'latin1')].join('\n'));
process.env.SSL_CERT_FILE = store;
const withSystemStore = up.argv.filter((word, at) => word !== '--tlsCAFile' && up.argv[at - 1] !== '--tlsCAFile');
const runs = [
  [...withSystemStore, '--json'],
  [...up.argv, '--client', 'pymongo'],
];

const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle });
const program = script.runInThisContext()(createRequire(bundle), { exports: {} }, bundle);
// The program ends by process.exit: that is where the next run starts.
const exit = process.exit.bind(process);
process.exit = (code) => {
  if (code !== 0) exit(1);
  next();
};
next();

function next() {
  const words = runs.shift();
  if (words === undefined) {
    writeFileSync(cache, script.createCachedData());
    void session.stop().then(() => exit(0));
    return;
  }
  process.argv = [process.execPath, bundle, ...words];
  program.start();
}
