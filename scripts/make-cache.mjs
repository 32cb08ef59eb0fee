// Makes V8's code cache of the straight path: runs it once, against a sound server of the lab in this very process, and keeps
// what V8 compiled on the way.   node scripts/make-cache.mjs <bundle> <cache>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { startLab } from '../dist/src/cli/lab-session.js';
import { faultById } from '../dist/src/lab/lab.js';

const [bundle, cache] = process.argv.slice(2);
const session = await startLab([faultById('healthy')]);
const [{ up }] = session.entries;
if (up === null) throw new Error('no server could be started on loopback');

const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle });
// The program ends by process.exit: what follows has to happen there, and at once.
process.on('exit', (code) => {
  if (code === 0) writeFileSync(cache, script.createCachedData());
  void session.stop();
});
process.argv = [process.execPath, bundle, ...up.argv, '--client', 'pymongo'];
script.runInThisContext()(createRequire(bundle), { exports: {} }, bundle).start();
