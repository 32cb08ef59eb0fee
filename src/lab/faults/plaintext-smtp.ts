import { utf8 } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const plaintextSmtp: Fault = {
  id: 'plaintext-smtp',
  diagnosis: 'plaintext-server',
  title: 'Mail server without TLS',
  description: 'Plain SMTP: greets with 220 as soon as somebody connects, knows EHLO, HELO, NOOP and QUIT.',
  documented: [rfc(5321, '3.1'), rfc(5321, '4.2')],
  start: (context) =>
    serveOctets(context, (connection) => {
      const say = (line: string): void => connection.write(utf8(`${line}\r\n`));
      say('220 localhost ESMTP whytls lab');
      let unread = '';
      return (octets) => {
        const lines = (unread + Buffer.from(octets).toString('latin1')).split('\n');
        unread = lines.pop() ?? '';
        for (const line of lines) {
          const verb = line.trim().split(' ')[0]?.toUpperCase() ?? '';
          say(answers.get(verb) ?? '500 5.5.2 Syntax error, command unrecognized');
          if (verb === 'QUIT') connection.end();
        }
        if (unread.length > longestLine) {
          say('500 5.5.2 Line too long');
          connection.end();
        }
      };
    }),
};

const answers: ReadonlyMap<string, string> = new Map([
  ['EHLO', '250-localhost\r\n250 8BITMIME'],
  ['HELO', '250 localhost'],
  ['NOOP', '250 2.0.0 OK'],
  ['QUIT', '221 2.0.0 Bye'],
]);

/** RFC 5321 4.5.3.1.4: a command line has 512 octets at most. */
const longestLine = 512;
