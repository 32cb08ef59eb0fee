/**
 * A diagnosis' remedies where nothing was measured. They are those of its example, without what the example made up: its host
 * becomes the one that the text names, or capitals; subjects of certificates become `CN=…`.
 */
import { exampleCase } from '../diagnose/case.ts';
import type { RemedyText, Words } from '../diagnose/define.ts';
import type { Place } from '../diagnose/text/places.ts';

/** `where`: host and port as a shell takes them; `place`: the same, if the text names them. */
export function generalRemedies(
  words: Words,
  example: unknown,
  where: string,
  place: Place | null,
): readonly RemedyText[] {
  const general = (text: string, isCommand: boolean): string => {
    const named = text
      .replaceAll(exampleCase.check, text.includes('ca.pem') && !isCommand ? exampleCase.check : `whytls ${where}`)
      .replaceAll(`${exampleCase.host}:${exampleCase.port}`, where)
      .replaceAll(exampleCase.host, place?.host ?? 'HOST')
      .replaceAll(exampleCase.address ?? exampleCase.host, 'ADDRESS')
      .replaceAll(subject, 'CN=…');
    const port = place?.port ?? null;
    return isCommand && port !== null ? named.replaceAll(examplePort, `$1${port}`) : named;
  };
  return words.remedies(example).map((remedy) => ({
    ...remedy,
    text: general(remedy.text, false),
    // A certificate of the example's is no use to anybody.
    commands: remedy.commands.filter((command) => !command.includes('-----BEGIN')).map((one) => general(one, true)),
  }));
}

/** A distinguished name of the example's; that of a command (`-subj /CN=…`) stays. */
const subject = /(?<!\/)\bCN=[A-Z0-9][\w.-]*(?: [A-Z0-9][\w.-]*)*(?:,(?:O|OU|C|DC)=[A-Z][\w.-]*)*/g;

const examplePort = new RegExp(`(:|-p )${exampleCase.port}\\b`, 'g');
