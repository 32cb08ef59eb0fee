import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc, seedlistSpecification } from '../../src/diagnose/sources.ts';
import { seedProblemZh } from '../../src/diagnose/words/seed-words.ts';
import { isOfTxt, recordCommands, type SrvRecords } from '../srv-records.ts';

const zh: Words<SrvRecords> = {
  title: 'mongodb+srv:// 背后的记录无法使用',
  summary: ({ at, name, problem }) =>
    `${at.shortClient} 无法使用 DNS 对 mongodb+srv://${name} 的应答：${seedProblemZh(problem)}。`,
  evidence: ({ name, srv, problem }) => [
    { what: '查询', value: `${srv} 的 SRV 记录，${name} 的 TXT 记录` },
    { what: '违反的规则', value: seedProblemZh(problem) },
    { what: '连接', value: '没有建立：驱动不会连接这种列表中的任何主机' },
  ],
  remedies: (records) => [
    {
      side: 'network',
      text: isOfTxt(records.problem)
        ? '请该域的管理者处理：在连接字符串中的名称上只放一条 TXT 记录，其中只能有 authSource、replicaSet 和 loadBalanced，并且都有值。TLS 不能在这里设置，mongodb+srv:// 会启用它。然后再次探测。'
        : '请该域的管理者处理：主机必须在连接字符串中名称的域之下，即去掉第一级之后的部分（只有一两级时则是整个名称）。这样，应答 SRV 查询的人就无法把客户端及其密码引到别处。然后再次探测。',
      commands: recordCommands(records),
      references: [reference(seedlistSpecification), reference(rfc(2782, '3'))],
    },
    {
      side: 'client',
      text: '在此之前：如果从其他来源确知主机无误，可以直接列出：mongodb://host1:27017,host2:27017/?tls=true，并带上该部署的 replicaSet 和 authSource。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'mongodb+srv:// 中没有主机：驱动向 DNS 查询 SRV 记录（名称前加 _mongodb._tcp.）和一条 TXT 记录。其中的每台主机都必须在所查询名称的域中；TXT 只能设置 authSource、replicaSet 和 loadBalanced。违反这些规则的应答在任何连接之前就会被整个拒绝。',
  howToCheck: '结论给出了查询的记录和其中的问题。再次探测时能继续连接主机，即已修复。',
};

export default zh;
