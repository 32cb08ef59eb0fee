import type { Bench } from './budget.ts';

/** Who is there, if not a TLS server? Silence and three greetings, side by side. */
export async function explorePlaintext(bench: Bench): Promise<void> {
  await Promise.all([
    bench.plaintext({ kind: 'speaksFirst' }, 'silence'),
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'mongodb' }, 'mongodb'),
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'http' }, 'http'),
    bench.plaintext({ kind: 'answersPlaintext', protocol: 'postgresql' }, 'postgresql'),
  ]);
}
