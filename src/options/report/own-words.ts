/**
 * What chats call the one who sits in front of the page instead of a name. None of them is hidden in a report: they would
 * take words out of every sentence.
 */
const NO_NAMES = new Set(
  [
    'you me myself i self own mine',
    'du ich sie mich selbst',
    'vous toi moi tu je',
    'tú tu yo usted mí',
    'você eu tu mim',
    'tu io lei me',
    'jij ik jou mij',
    'ty ja pan pani',
    'вы ты я',
    'sen siz ben',
    'أنت أنتَ أنا انت انا',
    'आप तुम मैं',
    'anda kamu saya aku',
  ].flatMap((words) => words.split(' ')),
);

/** Whether a chat's word for the child is a name that can be left out of other lines. */
export function isName(author: string): boolean {
  const word = author.trim().toLowerCase();
  return [...word].length > 1 && !NO_NAMES.has(word);
}
