/** What is done on a machine, by operating system: for general remedies. Commands for Windows are those of PowerShell. */
import type { Source } from '../define.ts';
import {
  addOwnRoot as ownRoot,
  installRoots as roots,
  installRootsInImage as rootsInImage,
  updateRoots as newRoots,
} from './commands.ts';
import type { ByDistribution } from './commands.ts';
import type { ByPlatform, PlatformCommands } from './platforms.ts';
import { macTrust, sharedSystemCertificates, updateCaCertificates } from './remedy-sources.ts';

const each = ({ debian, redhat, alpine, suse }: ByDistribution) => ({
  debian: [debian],
  redhat: [redhat],
  alpine: [alpine],
  suse: [suse],
});

/** The system's root certificates anew. Windows fetches the list of Windows Update. */
export const updateRoots: PlatformCommands = {
  ...each(newRoots),
  macos: ['sudo softwareupdate --install --all'],
  windows: [
    'certutil -generateSSTFromWU roots.sst',
    'Import-Certificate -FilePath roots.sst -CertStoreLocation Cert:\\LocalMachine\\Root',
  ],
  image: ['docker build --pull --no-cache .'],
};

/** Root certificates where there are none. */
export const installRoots: PlatformCommands = each(roots);

/** The same in the file of a container image, by its distribution. */
export const installRootsInImage: PlatformCommands = each(rootsInImage);

/** A root of one's own, ca.pem, into the system's store. Debian and Alpine want one certificate a file, ending in .crt. */
export const addOwnRoot: PlatformCommands = {
  ...each(ownRoot),
  macos: [ownRoot.darwin],
  windows: [ownRoot.win32],
  image: ['COPY ca.pem /usr/local/share/ca-certificates/ca.crt', 'RUN update-ca-certificates'],
};

/** Where it stands that this is the way. */
export const addOwnRootSources: ByPlatform<Source> = {
  debian: updateCaCertificates,
  redhat: sharedSystemCertificates,
  macos: macTrust,
};

/** Whether the clock is kept in step, and how far it is off. */
export const showClock: PlatformCommands = {
  linux: ['timedatectl status', 'chronyc tracking'],
  macos: ['sntp time.apple.com'],
  windows: ['w32tm /query /status'],
};

/** Sets the clock by the network. */
export const setClock: PlatformCommands = {
  linux: ['sudo timedatectl set-ntp true', 'sudo chronyc makestep'],
  macos: ['sudo sntp -sS time.apple.com'],
  windows: ['w32tm /resync'],
};

/** A newer OpenSSL, with what the system links to it. */
export const upgradeOpenssl: PlatformCommands = {
  debian: ['sudo apt-get update && sudo apt-get install --only-upgrade openssl libssl3'],
  redhat: ['sudo dnf upgrade openssl openssl-libs'],
  alpine: ['sudo apk upgrade openssl libssl3 libcrypto3'],
  suse: ['sudo zypper update openssl'],
  macos: ['brew upgrade openssl@3'],
  image: ['docker build --pull --no-cache .'],
};

/** What the OpenSSL of the machine is told beyond its defaults. */
export const showTlsPolicy: PlatformCommands = {
  debian: [
    'grep -nE "MinProtocol|MaxProtocol|CipherString|Groups|SignatureAlgorithms" "$(openssl version -d | cut -d\'"\' -f2)/openssl.cnf"',
  ],
  redhat: ['update-crypto-policies --show'],
};

/** Which process listens on a port of this machine. */
export const showListener = (port: string): PlatformCommands => ({
  linux: [`sudo ss -ltnp 'sport = :${port}'`],
  macos: [`sudo lsof -nP -iTCP:${port} -sTCP:LISTEN`],
  windows: [`netstat -ano | findstr :${port}`],
  docker: [`docker ps --filter publish=${port}`],
  kubernetes: ['kubectl get services,endpoints --all-namespaces'],
});

/** Whether TCP alone gets through. */
export const testTcp = (host: string, port: string): PlatformCommands => ({
  linux: [`nc -vz -w 5 ${host} ${port}`],
  macos: [`nc -vz -G 5 ${host} ${port}`],
  windows: [`Test-NetConnection ${host} -Port ${port}`],
});

/** Where packets to a port get lost. */
export const traceRoute = (host: string, port: string): PlatformCommands => ({
  linux: [`sudo traceroute -T -p ${port} ${host}`],
  macos: [`sudo traceroute -P tcp -p ${port} ${host}`],
  windows: [`Test-NetConnection ${host} -TraceRoute`],
});

/** The way that packets to a host would take. */
export const showRoute = (host: string): PlatformCommands => ({
  linux: [`ip route get ${host}`],
  macos: [`route -n get ${host}`],
  windows: [`Find-NetRoute -RemoteIPAddress ${host}`],
});

/** What the system makes of a name. */
export const lookUp = (host: string): PlatformCommands => ({
  linux: [`getent ahosts ${host}`],
  macos: [`dscacheutil -q host -a name ${host}`],
  windows: [`Resolve-DnsName ${host}`],
});

/** The rules of the machine's own firewall. */
export const showFirewall: PlatformCommands = {
  debian: ['sudo ufw status verbose'],
  redhat: ['sudo firewall-cmd --list-all'],
  linux: ['sudo nft list ruleset'],
  macos: ['sudo pfctl -s rules'],
  windows: ['Get-NetFirewallRule -Enabled True -Direction Inbound -Action Block'],
};

/** Which proxy programs are told to use. */
export const showProxy: PlatformCommands = {
  linux: ['env | grep -i _proxy'],
  macos: ['env | grep -i _proxy', 'scutil --proxy'],
  windows: ['netsh winhttp show proxy'],
};
