/** In the browser itself: collects garbage everywhere, and tells what the processes hold then, in bytes. */
export async function measureMemory(): Promise<{ pages: number; worker: number }> {
  const observers = Services.obs as unknown as FirefoxObservers;
  for (let round = 0; round < 3; round++) {
    observers.notifyObservers(null, 'child-mmu-request');
    await new Promise((next) => setTimeout(next, 700));
  }
  const { children } = await (ChromeUtils as unknown as FirefoxProcesses).requestProcInfo();
  const sum = (fits: (child: FirefoxProcess) => boolean) =>
    children.filter(fits).reduce((total, { memory }) => total + memory, 0);
  return {
    pages: sum(({ windows }) => windows.some(({ documentURI }) => documentURI?.spec.startsWith('http:') === true)),
    worker: sum(({ type }) => type === 'extension'),
  };
}
