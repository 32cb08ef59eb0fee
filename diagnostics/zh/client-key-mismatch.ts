import type { Words } from '../../src/diagnose/define.ts';
import type { ClientFileFound } from '../../src/diagnose/remedies/client-file.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { compareCommands } from '../client-key-mismatch.ts';

const zh: Words<ClientFileFound> = {
  title: '私钥不属于客户端证书',
  summary: ({ at, path, problem }) =>
    `${shown(path)} 中的私钥不属于其中的证书${problem.kind === 'keyMismatch' ? ` ${shown(problem.leaf)}` : ''}，因此 ${at.shortClient} 无法使用它。`,
  evidence: ({ path, problem }) => [
    ...(problem.kind === 'twoKeys'
      ? [
          { what: shown(path), value: `${problem.keys} 个私钥` },
          { what: '属于该证书的', value: `第 ${problem.fitting} 个私钥；客户端使用第一个` },
        ]
      : []),
    ...(problem.kind === 'keyMismatch'
      ? [
          { what: '第一个证书', value: shown(problem.leaf) },
          {
            what: '私钥属于',
            value:
              problem.owner === null
                ? '文件中没有对应的证书'
                : `文件中的第 ${problem.owner.place} 个证书，${shown(problem.owner.subject)}`,
          },
        ]
      : []),
    { what: '连接', value: '没有建立：客户端先读取该文件' },
  ],
  remedies: (file) => [
    {
      side: 'client',
      text:
        file.problem.kind === 'twoKeys'
          ? `文件中请只保留属于该证书的私钥，即第 ${file.problem.fitting} 个，然后再次探测。`
          : file.problem.kind === 'keyMismatch' && file.problem.owner !== null
            ? `请把文件中的第 ${file.problem.owner.place} 个证书放到最前面：客户端把第一个当作自己的证书，其后的当作证书链。然后再次探测。`
            : '请把互相对应的证书和私钥放进同一个文件：前两条命令必须输出相同的公钥。更新证书之后，多半是旧私钥配了新证书。然后再次探测。',
      commands: compareCommands(file),
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    '客户端用私钥证明证书是自己的，因此两者必须对应：证书中的公钥就是该私钥的公钥。OpenSSL 在读取文件时比较两者，不符时以 “key values mismatch” 拒绝。多半是更新证书时换了新私钥而只替换了其中之一，或者文件中排在最前面的是中间证书。',
  howToCheck: '解决办法中的两条命令输出相同的公钥，再次探测时能继续连接，即已修复。',
};

export default zh;
