import { list, text } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import { at, color, failOn, format, json, lang, output, quiet, verbose } from './shared.ts';

/** `whytls x509`: certificates of a MongoDB deployment. */
export const x509: CommandDeclaration = {
  name: 'x509',
  positional: null,
  about: {
    en: "check certificates of clients, members and servers by MongoDB's x.509 rules",
    zh: '按 MongoDB 的 x.509 规则检查客户端、成员和服务器证书',
  },
  options: [
    list('client', 'FILE', 'input', {
      en: 'certificates that clients log in with; folders and patterns too',
      zh: '客户端用于登录的证书；也可以是目录或通配符',
    }),
    list('member', 'FILE', 'input', {
      en: 'certificateKeyFile of members that have no clusterFile: shown to clients and members',
      zh: '没有 clusterFile 的成员的 certificateKeyFile：同时面向客户端和成员',
    }),
    list('cluster-file', 'FILE', 'input', {
      en: 'clusterFile of members: shown to other members',
      zh: '成员的 clusterFile：面向其他成员',
    }),
    list('server', 'FILE', 'input', {
      en: 'certificateKeyFile that is shown to clients only, or beside a clusterFile',
      zh: '只面向客户端、或与 clusterFile 并用的 certificateKeyFile',
    }),
    text('ca', 'FILE', 'input', {
      en: 'the CA file of the servers (default: the system store)',
      zh: '服务器的 CA 文件（默认使用系统信任库）',
    }),
    list('host', 'NAME', 'judgement', {
      en: 'names of the members, as the replica set configuration has them',
      zh: '成员的主机名，与副本集配置中的一致',
    }),
    text('cluster-auth-dn-override', 'DN', 'judgement', {
      en: 'the value of tlsX509ClusterAuthDNOverride, where it is set',
      zh: 'tlsX509ClusterAuthDNOverride 的值（如已设置）',
    }),
    text('server-version', 'VERSION', 'judgement', {
      en: 'release of the servers, such as 4.0 (default: a current one)',
      zh: '服务器版本，例如 4.0（默认为当前版本）',
    }),
    at,
    failOn,
    format,
    json,
    output,
    lang,
    color,
    quiet,
    verbose,
  ],
};
