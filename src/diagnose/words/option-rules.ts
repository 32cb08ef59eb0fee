/** The rules that options of connection strings must keep, each in a sentence that says how to keep it. */
import { unreachable } from '../../base/never.ts';
import type { OptionsConflict } from '../fact-types.ts';
import { listed, listedZh, shown } from './names.ts';

/** What is broken, as a sentence without its full stop. */
export function ruleEn(conflict: OptionsConflict): string {
  switch (conflict.kind) {
    case 'exclude': {
      const [a, b] = conflict.options;
      return `${shown(a.typed)} and ${shown(b.typed)} may not both be given, whatever their values: keep one`;
    }
    case 'tlsDiffers': {
      const [a, b] = conflict.options;
      return a.typed === b.typed
        ? `${shown(a.typed)} is given more than once, with different values: keep one`
        : `${shown(a.typed)} and ${shown(b.typed)} are the same option and have different values: keep one`;
    }
    case 'flagDiffers':
      return `${conflict.option} is in the connection string and given by --${conflict.option}, with different values: keep one`;
    case 'tlsOffWith':
      return `TLS is switched off, and ${listed(conflict.options.map(({ typed }) => shown(typed)))} ${conflict.options.length === 1 ? 'asks' : 'ask'} for it: set tls=true, or leave the other out`;
    case 'crlWith':
      return `${shown(conflict.option.typed)}=true may not stand beside tlsCRLFile: a check that is asked for cannot be switched off`;
    case 'crlWithPyopenssl':
      return 'tlsCRLFile does not go with PyOpenSSL, which PyMongo takes where pymongo[ocsp] is installed: use one of OCSP and CRL';
    case 'oddPairs':
      return 'an option is empty or has two equals signs, which PyMongo does not read: leave no & at the end, and write %3D for an = in a value';
    case 'notBoolean':
      return `${shown(conflict.option.typed)} cannot be "${shown(conflict.value)}": write true or false`;
    case 'unsupported':
      return `${listed(conflict.options.map(shown))}: this driver has no such option${conflict.options.length === 1 ? '' : 's'}; leave ${conflict.options.length === 1 ? 'it' : 'them'} out`;
    case 'emptyValue':
      return `${shown(conflict.option)} has no value: give one, or leave it out`;
    case 'repeated':
      return `${shown(conflict.option)} is given more than once: keep one`;
    case 'directConnectionHosts':
      return `directConnection=true means one host, and the connection string names ${conflict.hosts}`;
    case 'directConnectionSrv':
      return 'directConnection=true means one host, and mongodb+srv:// may stand for several: use mongodb:// with the host';
    case 'loadBalancedHosts':
      return `loadBalanced=true means one host, the load balancer, and there are ${conflict.hosts}`;
    case 'loadBalancedReplicaSet':
      return 'loadBalanced=true and replicaSet exclude each other: keep one';
    case 'loadBalancedDirectConnection':
      return 'loadBalanced=true and directConnection=true exclude each other: keep one';
    case 'srvOptionWithoutSrv':
      return `${conflict.option} is for mongodb+srv:// alone: leave it out, or use that scheme`;
    case 'srvMaxHostsReplicaSet':
      return 'srvMaxHosts is for sharded clusters and may not stand beside replicaSet: leave one out';
    case 'srvMaxHostsLoadBalanced':
      return 'srvMaxHosts and loadBalanced=true exclude each other: keep one';
    case 'srvPort':
      return 'mongodb+srv:// takes no port: DNS tells the ports; leave it out, or use mongodb://';
    case 'srvHosts':
      return `mongodb+srv:// takes one name, and there are ${conflict.hosts}: keep one, or use mongodb://`;
    case 'srvAddress':
      return 'mongodb+srv:// takes a name, and this is an address, for which DNS has no SRV records: use mongodb://';
    case 'x509Password':
      return 'MONGODB-X509 takes no password, since the certificate proves who you are: leave it out';
    case 'x509AuthSource':
      return `MONGODB-X509 users live in $external, and authSource says ${shown(conflict.source)}: leave authSource out`;
    default:
      return unreachable(conflict);
  }
}

/** The same in Chinese. */
export function ruleZh(conflict: OptionsConflict): string {
  switch (conflict.kind) {
    case 'exclude': {
      const [a, b] = conflict.options;
      return `无论取值如何，${shown(a.typed)} 和 ${shown(b.typed)} 都不能同时给出：请只保留一个`;
    }
    case 'tlsDiffers': {
      const [a, b] = conflict.options;
      return a.typed === b.typed
        ? `${shown(a.typed)} 出现多次且取值不同：请只保留一个`
        : `${shown(a.typed)} 和 ${shown(b.typed)} 是同一个选项，取值却不同：请只保留一个`;
    }
    case 'flagDiffers':
      return `连接字符串中的 ${conflict.option} 与 --${conflict.option} 取值不同：请只保留一个`;
    case 'tlsOffWith':
      return `TLS 已关闭，但 ${listedZh(conflict.options.map(({ typed }) => shown(typed)))} 需要 TLS：请设置 tls=true，或去掉后者`;
    case 'crlWith':
      return `${shown(conflict.option.typed)}=true 不能与 tlsCRLFile 同时使用：要求了检查，就不能又关闭检查`;
    case 'crlWithPyopenssl':
      return 'tlsCRLFile 不能与 PyOpenSSL 同时使用（安装了 pymongo[ocsp] 时 PyMongo 使用 PyOpenSSL）：OCSP 和 CRL 只能选其一';
    case 'oddPairs':
      return '有空选项，或选项中有两个等号，PyMongo 无法读取：末尾不要留 &，值中的 = 请写成 %3D';
    case 'notBoolean':
      return `${shown(conflict.option.typed)} 不能是“${shown(conflict.value)}”：请写 true 或 false`;
    case 'unsupported':
      return `该驱动没有选项 ${listedZh(conflict.options.map(shown))}；请去掉`;
    case 'emptyValue':
      return `${shown(conflict.option)} 没有值：请给出值，或去掉它`;
    case 'repeated':
      return `${shown(conflict.option)} 出现多次：请只保留一个`;
    case 'directConnectionHosts':
      return `directConnection=true 只能有一台主机，而连接字符串中有 ${conflict.hosts} 台`;
    case 'directConnectionSrv':
      return 'directConnection=true 只能有一台主机，而 mongodb+srv:// 可能对应多台：请用 mongodb:// 加主机名';
    case 'loadBalancedHosts':
      return `loadBalanced=true 只能有一台主机（即负载均衡器），而这里有 ${conflict.hosts} 台`;
    case 'loadBalancedReplicaSet':
      return 'loadBalanced=true 与 replicaSet 互相排斥：请只保留一个';
    case 'loadBalancedDirectConnection':
      return 'loadBalanced=true 与 directConnection=true 互相排斥：请只保留一个';
    case 'srvOptionWithoutSrv':
      return `${conflict.option} 只用于 mongodb+srv://：请去掉它，或改用该协议`;
    case 'srvMaxHostsReplicaSet':
      return 'srvMaxHosts 用于分片集群，不能与 replicaSet 同时使用：请去掉其中一个';
    case 'srvMaxHostsLoadBalanced':
      return 'srvMaxHosts 与 loadBalanced=true 互相排斥：请只保留一个';
    case 'srvPort':
      return 'mongodb+srv:// 不能带端口，端口由 DNS 给出：请去掉端口，或改用 mongodb://';
    case 'srvHosts':
      return `mongodb+srv:// 只能有一个名称，而这里有 ${conflict.hosts} 个：请只保留一个，或改用 mongodb://`;
    case 'srvAddress':
      return 'mongodb+srv:// 需要名称，而这里是地址，DNS 中没有对应的 SRV 记录：请用 mongodb://';
    case 'x509Password':
      return 'MONGODB-X509 不使用密码，身份由证书证明：请去掉密码';
    case 'x509AuthSource':
      return `MONGODB-X509 的用户在 $external 中，而 authSource 是 ${shown(conflict.source)}：请去掉 authSource`;
    default:
      return unreachable(conflict);
  }
}
