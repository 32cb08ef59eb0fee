/** Servers of our own that speak MongoDB's protocol over TLS: as many as a test wants, each with a certificate for its name. */
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { mongodbSpeaker } from '../../src/lab/mongodb-reply.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../src/x509/pki/issue/issue.ts';
import { listening } from './listening.ts';

const day = 86_400_000;
const validity = { notBefore: Date.now() - day, notAfter: Date.now() + 90 * day };

/** A CA of a test. */
export const testCa = (): Promise<Issued> =>
  issueCertificate({ subject: [['CN', 'Test Root']], ca: true, ...validity });

/** A server whose certificate is for `name` and was issued by `ca`. `expired`: some days ago. */
export async function mongodbServer(
  ca: Issued,
  name: string,
  expired = false,
): Promise<{ readonly port: number; readonly server: Server }> {
  const leaf = await issueCertificate({
    subject: [['CN', name]],
    san: [{ dns: name }],
    issuer: ca,
    ...validity,
    ...(expired ? { notBefore: Date.now() - 9 * day, notAfter: Date.now() - day } : {}),
  });
  const newSpeaker = await mongodbSpeaker();
  const server = createServer({ cert: leaf.pem, key: leaf.keyPem }, (socket) => {
    const speaker = newSpeaker();
    socket.on('data', (octets) => {
      const { answer, isOver } = speaker(octets);
      if (isOver) socket.end(answer);
      else socket.write(answer);
    });
    socket.on('error', () => socket.destroy());
  });
  return { port: await listening(server), server };
}
