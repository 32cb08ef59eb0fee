/** `docs/json.md`, as it should be. */
import { schemaPage } from '../../report/pages/schema-page.ts';
import { reportJsonSchema } from '../../report/schema/output.ts';

/** The page of the JSON that the commands print. */
export const jsonPage = (): string =>
  schemaPage(reportJsonSchema(), [
    { command: 'whytls TARGET --json', definition: 'Report' },
    { command: 'whytls explain --json', definition: 'Explanation' },
    { command: 'whytls explain --list --json', definition: 'DiagnosisList' },
    { command: 'whytls verify --chain FILE --json', definition: 'ChainReport' },
    { command: 'whytls verify --batch FILE', definition: 'ChainLine' },
    { command: 'whytls x509 --json', definition: 'DeploymentReport' },
    { command: 'whytls env --json', definition: 'EnvironmentReport' },
    { command: 'whytls lab --list --json', definition: 'LabList' },
    { command: 'whytls --client list --json', definition: 'ClientList' },
  ]);
