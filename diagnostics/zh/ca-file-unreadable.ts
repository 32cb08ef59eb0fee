import { checkWithoutCaFile } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { faultZh, repairCommand, repairedFile } from '../../src/diagnose/remedies/ca-file.ts';
import { shellWord } from '../../src/diagnose/remedies/commands.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import type { CaFileUnreadable } from '../ca-file-unreadable.ts';

const zh: Words<CaFileUnreadable> = {
  title: 'CA 文件无法使用',
  summary: ({ at, file, fault }) => `CA 文件 ${shown(file)} ${faultZh(fault)}，${at.shortClient} 无从校验服务器。`,
  evidence: ({ file, fault }) => [
    { what: shown(file), value: `${faultZh(fault)}${fault.code === null ? '' : `（${fault.code}）`}` },
  ],
  remedies: ({ at, file, fault }) => {
    const { why } = fault;
    const command = repairCommand(file, fault);
    const check = `${checkWithoutCaFile(at)} --tlsCAFile ${repairedFile(file)}`;
    if (why === 'missing' || why === 'unreadable' || why === 'folder')
      return [
        {
          side: 'client',
          text: '请给出确实存在、且应用程序的用户有权读取的文件路径；相对路径从应用程序启动时所在的目录算起。写在连接字符串中时要做 URL 编码。',
          commands: [`ls -l ${shellWord(file)}`, at.check],
          references: [reference(pymongoTls)],
        },
      ];
    if (why === 'damaged')
      return [
        {
          side: 'client',
          text: '请重新获取该文件，或删去损坏的部分：每个 BEGIN 行与对应的 END 行之间只能是 base64。只要有一处这样的损坏，OpenSSL 就拒绝整个文件。',
          commands: [...(command === null ? [] : [command]), at.check],
          references: [reference(pymongoTls)],
        },
      ];
    return [
      {
        side: 'client',
        text:
          command === null
            ? 'tlsCAFile 是含有一个或多个根证书的 PEM 文件。请向 CA 索取正确的文件，然后再次检查。'
            : 'tlsCAFile 是含有一个或多个根证书的 PEM 文件。请用现有文件的内容生成一个，然后用它再次检查。',
        commands: [...(command === null ? [] : [command]), check],
        references: [reference(pymongoTls)],
      },
    ];
  },
  explanation:
    'tlsCAFile 会取代默认信任库。PyMongo 在创建客户端时就打开它，文件不存在、没有 PEM 证书或含有损坏的证书时当场失败；Node 则在没有根证书的情况下继续，没有任何提示，之后报告 “unable to verify the first certificate”。',
  howToCheck: '结论中给出了文件及其问题。再次探测能读取该文件，即已修复。',
};

export default zh;
