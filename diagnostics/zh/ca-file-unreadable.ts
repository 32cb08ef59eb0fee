import { checkWithoutCaFile } from '../../src/diagnose/case.ts';
import { shellWord } from '../../src/diagnose/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/names.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import type { CaFileUnreadable } from '../ca-file-unreadable.ts';

const zh: Words<CaFileUnreadable> = {
  title: 'CA 文件无法使用',
  summary: ({ at, file, why }) =>
    `CA 文件 ${shown(file)} ${why === 'missing' ? '不存在' : why === 'unreadable' ? '无法读取' : '中没有 PEM 格式的证书'}，${at.shortClient} 无从校验服务器。`,
  evidence: ({ file, why, code }) => [
    {
      what: shown(file),
      value: `${why === 'missing' ? '没有这个文件' : why === 'unreadable' ? '无法读取' : '没有可以解读的 “-----BEGIN CERTIFICATE-----”'}${code === null ? '' : `（${code}）`}`,
    },
  ],
  remedies: ({ at, file, why }) => [
    why === 'noCertificate'
      ? {
          side: 'client',
          text: 'tlsCAFile 是含有一个或多个根证书的 PEM 文件。如果现在的文件是 DER，请转换；如果它是空文件、私钥或 PKCS#12 文件，请向 CA 索取正确的文件。然后再次探测。',
          commands: [
            `openssl x509 -inform DER -in ${shellWord(file)} -out ca.pem`,
            `${checkWithoutCaFile(at)} --tlsCAFile ca.pem`,
          ],
          references: [reference(pymongoTls)],
        }
      : {
          side: 'client',
          text: '请给出确实存在、且应用程序的用户有权读取的文件路径；相对路径从应用程序启动时所在的目录算起。写在连接字符串中时要做 URL 编码。',
          commands: [`ls -l ${shellWord(file)}`, at.check],
          references: [reference(pymongoTls)],
        },
  ],
  explanation:
    'tlsCAFile 会取代默认信任库。PyMongo 在创建客户端时就打开它，文件不存在或没有 PEM 证书时当场失败；Node 则不声不响地在没有根证书的情况下继续，之后报告 “unable to verify the first certificate”。',
  howToCheck: '结论中给出了文件及其问题。再次探测能读取该文件，即已修复。',
};

export default zh;
