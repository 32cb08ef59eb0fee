/** The words of `x509` beyond those of every report, in both languages. */
import type { Language } from '../../diagnose/define.ts';
import type { DeploymentCertificate } from '../deployment-report.ts';

export interface DeploymentWords {
  /** First line where nothing is wrong. */
  readonly keepsTheRules: (files: number) => string;
  /** First line where there is only a warning. */
  readonly keepsTheRulesBut: (summary: string) => string;
  /** First line where a file is refused and no diagnosis says why. */
  readonly refused: string;
  /** The line under the verdict. */
  readonly judged: (files: number, at: string) => string;
  readonly certificates: string;
  readonly roles: Readonly<Record<DeploymentCertificate['role'], string>>;
  readonly unreadable: string;
  readonly names: string;
  readonly usages: (usages: readonly string[] | null) => string;
  readonly root: (root: string | null) => string;
  readonly forHost: (host: string) => string;
  readonly users: string;
  readonly hasRoles: string;
}

export const deploymentWords: Readonly<Record<Language, DeploymentWords>> = {
  en: {
    keepsTheRules: (files) =>
      `${files === 1 ? 'The certificate keeps' : `All ${files} certificates keep`} MongoDB's x.509 rules.`,
    keepsTheRulesBut: (summary) => `MongoDB's x.509 rules are kept, but: ${summary}`,
    refused: 'A certificate is refused, and no diagnosis that we know explains it.',
    judged: (files, at) => `${files} ${files === 1 ? 'file' : 'files'}, judged as MongoDB's servers do, at ${at}`,
    certificates: 'Certificates',
    roles: {
      client: 'Clients',
      member: 'Members: certificateKeyFile, no clusterFile',
      clusterFile: 'Members: clusterFile',
      server: 'Servers: certificateKeyFile',
    },
    unreadable: 'cannot be read',
    names: 'names',
    usages: (usages) => `extendedKeyUsage ${usages === null ? 'absent' : usages.join(', ')}`,
    root: (root) => (root === null ? 'reaches no trusted root' : `root ${root}`),
    forHost: (host) => `asked for ${host}`,
    users: 'Users in $external (RFC 2253 names), for mongosh',
    hasRoles: 'names its roles itself, so it may need no user (allowRolesFromX509Certificates)',
  },
  zh: {
    keepsTheRules: (files) => `${files === 1 ? '该证书' : `全部 ${files} 个证书`}符合 MongoDB 的 x.509 规则。`,
    keepsTheRulesBut: (summary) => `符合 MongoDB 的 x.509 规则，但是：${summary}`,
    refused: '有证书被拒绝，而已知的诊断都无法解释。',
    judged: (files, at) => `${files} 个文件，按 MongoDB 服务器的规则判断，时间 ${at}`,
    certificates: '证书',
    roles: {
      client: '客户端',
      member: '成员：certificateKeyFile，没有 clusterFile',
      clusterFile: '成员：clusterFile',
      server: '服务器：certificateKeyFile',
    },
    unreadable: '无法读取',
    names: '名称',
    usages: (usages) => `extendedKeyUsage ${usages === null ? '不存在' : usages.join('、')}`,
    root: (root) => (root === null ? '没有通向受信任的根证书' : `根证书 ${root}`),
    forHost: (host) => `要求的名称 ${host}`,
    users: '$external 中的用户（RFC 2253 名称），用于 mongosh',
    hasRoles: '证书自带角色，可能不需要用户（allowRolesFromX509Certificates）',
  },
};
