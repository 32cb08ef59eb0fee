/** Where commands differ: operating systems, programs of clients and servers, and what runs them. */
import type { Language } from '../define.ts';

/** In the order in which they are shown. */
const names = {
  debian: 'Debian, Ubuntu',
  redhat: 'Red Hat, Fedora',
  alpine: 'Alpine',
  suse: 'SUSE',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows (PowerShell)',
  docker: 'Docker',
  image: 'Docker image',
  kubernetes: 'Kubernetes',
  pymongo: 'PyMongo',
  python: 'Python',
  node: 'Node',
  mongosh: 'mongosh',
  java: 'Java',
  go: 'Go',
  dotnet: '.NET',
  curl: 'curl',
  wget: 'wget',
  git: 'git',
  kubectl: 'kubectl',
  psql: 'psql',
  mysql: 'mysql',
  openssl: 'OpenSSL',
  mongod: 'MongoDB',
  nginx: 'nginx',
  apache: 'Apache',
  haproxy: 'HAProxy',
  postgresql: 'PostgreSQL',
  mysqld: 'MySQL',
  postfix: 'Postfix',
  certbot: 'certbot',
} as const;

/** A system, program or language for which there are commands. */
export type Platform = keyof typeof names;

/** Something for each platform that has its own. */
export type ByPlatform<T> = Readonly<Partial<Record<Platform, T>>>;

/** The commands of each platform that has its own. */
export type PlatformCommands = ByPlatform<readonly string[]>;

/** Every platform, in order. */
export const platforms: readonly Platform[] = Object.keys(names).filter((name): name is Platform => name in names);

/** `Debian, Ubuntu`; most are proper names, the same in every language. */
export const platformName = (platform: Platform, language: Language): string =>
  language === 'zh' && platform === 'image' ? 'Docker 镜像' : names[platform];

/** Programs of clients, and of servers: a text that one of them printed makes the others needless. */
export const programs: Readonly<Record<'client' | 'server', readonly Platform[]>> = {
  client: [
    'pymongo',
    'python',
    'node',
    'mongosh',
    'java',
    'go',
    'dotnet',
    'curl',
    'wget',
    'git',
    'kubectl',
    'psql',
    'mysql',
    'openssl',
  ],
  server: ['mongod', 'nginx', 'apache', 'haproxy', 'postgresql', 'mysqld', 'postfix'],
};
