import { get } from 'node:http';

/** Fetches by node:http, whatever the status. */
export function fetched(url: string): Promise<{ status: number; type: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'], body: Buffer.concat(parts) }),
      );
    }).on('error', reject);
  });
}
