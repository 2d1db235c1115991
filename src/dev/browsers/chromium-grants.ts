/** What the driver does in Chromium's page of extensions about permissions. Each function travels as source text. */

export type ChangeHost = 'addHostPermission' | 'removeHostPermission';

/** Gives a host permission or takes it away. */
export async function changeHost(change: ChangeHost, id: string, pattern: string): Promise<void> {
  const { developerPrivate } = chrome as unknown as {
    developerPrivate: Record<ChangeHost, (id: string, pattern: string) => Promise<void>>;
  };
  await developerPrivate[change](id, pattern);
}

/** Lets the extension into private windows. */
export async function letIn(id: string): Promise<void> {
  const { developerPrivate } = chrome as unknown as {
    developerPrivate: {
      updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
      updateExtensionConfiguration(change: { extensionId: string; incognitoAccess: boolean }): Promise<void>;
    };
  };
  // The extension starts anew, and without this mode Chromium leaves one that lies in a folder switched off.
  await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  await developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true });
}
