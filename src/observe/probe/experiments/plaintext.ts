import type { Bench } from './bench.ts';

/**
 * Who is there, if not a TLS server? Three greetings, side by side; and silence where nobody said or did anything yet: a server
 * that speaks first has spoken by the time that it closes on us.
 */
export async function explorePlaintext(bench: Bench, alsoInSilence: boolean): Promise<void> {
  await Promise.all([
    alsoInSilence ? bench.plaintext({ kind: 'speaksFirst' }, 'silence') : null,
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'mongodb' }, 'mongodb'),
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'http' }, 'http'),
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'postgresql' }, 'postgresql'),
  ]);
}
