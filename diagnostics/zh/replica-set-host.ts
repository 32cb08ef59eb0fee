import { checkAt } from '../../src/diagnose/case.ts';
import { hostAndPort } from '../../src/diagnose/remedies/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { mongodbTls, reference } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { discovery, type ReplicaSetHost } from '../replica-set-host.ts';

const zh: Words<ReplicaSetHost> = {
  title: '副本集公布的主机无法使用',
  summary: ({ at, by, why }) => {
    const host = shown(hostAndPort(at.host, at.port));
    const but = {
      noAddress: '而这里查不到它的地址',
      noConnection: '而它在这里没有应答',
      otherName: '而那里出示的证书不适用于这个名称',
    }[why];
    return `${shown(by)} 有应答，但把 ${at.shortClient} 引向 ${host}，${but}。`;
  },
  evidence: ({ at, by, isPrimary, why, presented }) => [
    {
      what: '公布',
      value: `${shown(hostAndPort(at.host, at.port))}${isPrimary ? '（主节点）' : ''}，由 ${shown(by)} 在 hello 的应答中给出`,
    },
    {
      what: '尝试',
      value: {
        noAddress: '查询了它的名称：没有这个主机',
        noConnection: '没有建立 TCP 连接',
        otherName: `TLS 正常；它的证书中${presented.length === 0 ? '没有这一类名称' : `有 ${listedZh(presented.map(shown))}`}`,
      }[why],
    },
  ],
  remedies: ({ at, by, why }) => [
    {
      side: 'server',
      text: '请让副本集公布客户端能够使用的名称：在主节点上修改配置中的 members[n].host。第一行显示现在的名称，最后一行重新询问公布该名称的服务器。',
      commands: [
        "mongosh --eval 'rs.conf().members.map(({host}) => host)'",
        'mongosh --eval \'const c = rs.conf(); c.members[0].host = "db1.example.net:27017"; rs.reconfig(c)\'',
        checkAt(at, by),
      ],
      references: [reference(discovery)],
    },
    why === 'otherName'
      ? {
          side: 'server',
          text: '或者重新签发成员证书，把公布的名称写入 subjectAltName。',
          commands: [],
          references: [reference(mongodbTls)],
        }
      : {
          side: 'network',
          text: '或者让客户端能够解析公布的名称（DNS），并放行到该地址和端口。容器网络内部的名称往往只在那里面能够解析。',
          commands: [],
          references: [],
        },
    {
      side: 'client',
      text: '如果只想连接这一台服务器，而且只用于管理，可在连接字符串中加上 directConnection=true：驱动程序会停留在这台服务器上，但找不到新的主节点。',
      commands: [],
      references: [reference(discovery)],
    },
  ],
  explanation:
    '连接字符串中的主机只是种子。驱动程序询问其中一台（hello），得知副本集由哪些主机组成，然后按这些名称连接它们。如果客户端无法解析这些名称，或者证书中没有这些名称，那么第一次连接会成功，而驱动程序仍然报告没有找到主节点（ReplicaSetNoPrimary）。',
  howToCheck: '证据中列出了该主机、由谁公布，以及失败在哪里。当探测种子时所有公布的主机都正常，问题即已解决。',
};

export default zh;
