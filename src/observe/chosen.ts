import type { Facts } from './facts.ts';
import type { Chosen, Observation } from './observation.ts';
import type { ProbeOptions } from './probe/options.ts';
import type { Target } from './target.ts';

/** What of the options decides how a server is reached, for the observation; nothing where the target says it all. */
export function chosenIn({ dns, proxy, ip, clientFile }: ProbeOptions): Pick<Observation, 'chosen'> {
  const chosen = {
    ...(dns == null ? {} : { dns }),
    ...(proxy === null ? {} : { proxy: proxy.shown }),
    ...(ip === null ? {} : { ip }),
    ...(clientFile == null ? {} : { tlsCertificateKeyFile: clientFile }),
  };
  return Object.keys(chosen).length === 0 ? {} : { chosen };
}

/** What holds for one host: `--ip` was not meant for those that nobody typed. */
export function chosenFor({ advertised }: Target, chosen: Chosen | undefined): Pick<Facts, 'chosen'> {
  if (chosen === undefined) return {};
  const { ip, ...others } = chosen;
  const here = ip === undefined || advertised !== undefined ? others : chosen;
  return { chosen: { ...here, words: chosenWords(here) } };
}

/** The same as words of a command line, each option before its value. */
export function chosenWords({ dns, proxy, ip, tlsCertificateKeyFile }: Chosen): readonly string[] {
  return [
    ...(dns === undefined ? [] : ['--dns', placeOf(dns)]),
    ...(ip === undefined ? [] : ['--ip', ip]),
    ...(proxy === undefined ? [] : ['--proxy', proxy]),
    ...(tlsCertificateKeyFile === undefined ? [] : ['--tlsCertificateKeyFile', tlsCertificateKeyFile]),
  ];
}

function placeOf({ address, port }: NonNullable<Chosen['dns']>): string {
  if (port === 53) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
