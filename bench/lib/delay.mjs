/**
 * A TCP proxy that stands for a network, in a process of its own. Arguments: port to go on to, round trip in milliseconds. Either
 * direction is held back for half of it. The kernel answers a SYN at once whatever we do, so the round trip that opens a connection
 * is added to what the client says first: nobody here waits for a server that speaks first.
 */
import { connect, createServer } from 'node:net';

const [port, roundTrip] = process.argv.slice(2).map(Number);

const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
  const opened = performance.now();
  const upstream = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  held(client, upstream, () => Math.max(performance.now(), opened + roundTrip) + roundTrip / 2);
  held(upstream, client, () => performance.now() + roundTrip / 2);
});
server.listen(0, '127.0.0.1', 1024, () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());

function held(from, to, due) {
  const later = (act) => void setTimeout(() => act(), Math.max(due() - performance.now(), 0));
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => later(() => to.destroy()));
}
