import type { Words } from '../../src/diagnose/define.ts';
import type { ClientFileFound } from '../../src/diagnose/remedies/client-file.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { passwordCommands } from '../client-key-password.ts';

const zh: Words<ClientFileFound> = {
  title: '缺少客户端私钥的密码，或密码错误',
  summary: ({ at, path, problem }) =>
    problem.kind === 'wrongPassword'
      ? `密码无法解开 ${shown(path)} 中的私钥，因此 ${at.shortClient} 无法使用其证书。`
      : `${shown(path)} 中的私钥已加密，而没有给 ${at.shortClient} 提供密码。`,
  evidence: ({ path, problem }) => [
    { what: shown(path), value: '其中有加密的私钥' },
    { what: '密码', value: problem.kind === 'wrongPassword' ? '已给出，但无法解开私钥' : '没有给出' },
    { what: '连接', value: '没有建立：客户端先读取该文件' },
  ],
  remedies: (file) => [
    {
      side: 'client',
      text: `请用 tlsCertificateKeyFilePassword 给出${file.problem.kind === 'wrongPassword' ? '正确的' : ''}密码：MongoClient(..., tlsCertificateKeyFilePassword=...)，或写在连接字符串中并做 URL 编码。第一条命令会询问密码，正确时没有任何输出；后两条把密码交给 whytls 而不显示。`,
      commands: passwordCommands(file),
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    '私钥可以加密保存，客户端每次启动时都需要密码：tlsCertificateKeyFilePassword。没有密码时，PyMongo 会在终端上询问；服务进程没有终端，于是以一条没有提到密码的消息失败。密码错误看起来则像文件损坏。',
  howToCheck: '带上密码再次探测时能继续连接，即已修复。密码不会出现在 whytls 的任何输出中。',
};

export default zh;
