import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { discoverySpecification } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noNames } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Let the replica set advertise names that its clients can resolve and reach, and that its certificates hold: change members[n].host, on the primary.',
      zh: '让副本集对外公布客户端能够解析和访问、且证书中包含的名字：在主节点上修改 members[n].host。',
      commands: [
        "mongosh --eval 'rs.conf().members.map(({host}) => host)'",
        'mongosh --eval \'const c = rs.conf(); c.members[0].host = "db1.example.net:27017"; rs.reconfig(c)\'',
      ],
      sources: [discoverySpecification],
    },
    {
      side: 'server',
      en: "Or have the members' certificates issued with the advertised names in subjectAltName.",
      zh: '或者重新签发成员证书，在 subjectAltName 中加入所公布的名字。',
      sources: [mongodbTls],
    },
    {
      side: 'client',
      en: 'To speak to one server alone, and only for administration, add directConnection=true: the driver then finds no new primary.',
      zh: '如果只为管理目的连接单个服务器，可加上 directConnection=true：这时驱动不会寻找新的主节点。',
      sources: [discoverySpecification],
    },
  ],
  shortcuts: [
    noNames(
      'with names that are not checked, every member that somebody makes up is as good as yours.',
      '不检查名字，任何人伪造的成员都和真的一样。',
    ),
  ],
} satisfies GeneralRemedies;
