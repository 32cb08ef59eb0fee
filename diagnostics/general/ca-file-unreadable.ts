import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { trustFile, trustFileSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See what is in the file: it must be PEM and hold root certificates. The second command turns DER (.cer, .crt of Windows) into PEM.',
      zh: '查看文件内容：必须是 PEM，并含有根证书。第二条命令把 DER（Windows 的 .cer、.crt）转成 PEM。',
      commands: ["grep -c -e '-----BEGIN CERT' ca.pem", 'openssl x509 -inform DER -in ca.cer -out ca.pem'],
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'See that the program may read it: its user, and in a container the path inside. Relative paths count from the folder that the program was started in.',
      zh: '确认程序有权读取：注意运行用户，容器中还要注意容器内的路径。相对路径从程序的启动目录算起。',
      platforms: {
        linux: ['namei -l /path/to/ca.pem'],
        macos: ['ls -leO@ /path/to/ca.pem'],
        windows: ['icacls C:\\path\\to\\ca.pem'],
        docker: ['docker exec CONTAINER ls -l /path/to/ca.pem'],
      },
    },
    {
      side: 'client',
      en: 'Then give it to the program.',
      zh: '然后让程序使用它。',
      platforms: trustFile(at),
      platformSources: trustFileSources,
    },
  ],
  shortcuts: [
    noVerification(
      'without a file of roots there is nothing to check against; without checks there is nobody to trust.',
      '没有根证书文件就没有校验依据；关闭校验就等于谁都可以冒充。',
    ),
  ],
} satisfies GeneralRemedies;
