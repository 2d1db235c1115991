/** What a person is told about a site: for the table of `docs/sites.md`. No page loads it. */
export interface About {
  /** What is read, in a few words. */
  readonly reads: string;
  /** How it is known who wrote a message. */
  readonly direction: string;
  /** How sure the facts are: several recent readers agree or the source is open; one recent reader; old or guessed. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** Year and month, or the day, of the newest evidence of the site's layout. */
  readonly evidence: string;
  /** What of the service a browser extension cannot see. */
  readonly unseen: string;
}
