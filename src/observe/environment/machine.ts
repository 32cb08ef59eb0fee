import { fromUtf8 } from '../../base/octets.ts';
import type { Ports } from '../../net/ports.ts';
import type { Machine } from '../observation.ts';

/** What kind of machine this is: read from files that every distribution has (os-release(5)), nothing asked. */
export function observeMachine({ files, platform }: Pick<Ports, 'files' | 'platform'>): Machine {
  const release = files.read('/etc/os-release', 65_536);
  const ids = release.ok ? idsIn(fromUtf8(release.value)) : [];
  const found = families.find(([, names]) => names.some((name) => ids.includes(name)));
  return {
    platform,
    distribution: found?.[0] ?? null,
    // Docker and Podman leave these marks.
    isContainer: ['/.dockerenv', '/run/.containerenv'].some((path) => files.realPath(path).ok),
  };
}

/** The distribution itself and those that it is like. */
function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ID(?:_LIKE)?=["']?([^"'\n]*)/gm)].flatMap(([, value = '']) => value.trim().split(/\s+/));
}

const families: readonly (readonly [NonNullable<Machine['distribution']>, readonly string[]])[] = [
  ['debian', ['debian', 'ubuntu']],
  ['redhat', ['rhel', 'fedora', 'centos', 'amzn']],
  ['alpine', ['alpine', 'wolfi']],
  ['suse', ['suse', 'opensuse', 'sles']],
];
