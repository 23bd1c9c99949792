// The words of this page: English as it stands in these modules, other languages from the kernel's catalogue.
let words = {};

/** Take what the kernel gives: the language, its messages, and which of its forms each number takes. */
export function speak(given) {
  words = given ?? words;
}

/** The language of the interface. */
export const language = () => words.lang ?? "en";

/** The language of questions, for the page around them to say; nothing where both are the same. */
export const contentLanguage = () => (language() === "en" ? undefined : "en");

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values?.[name] ?? whole);

/** The words for a message, with its `{…}` filled in. */
export function t(message, values) {
  return filled(words.messages?.[message]?.[0] ?? message, values);
}

/** The words for `n` things. */
export function tn(one, many, n, values) {
  const forms = words.messages?.[one];
  const plain = n === 1 ? one : many;
  const place = Number(words.forms?.[n < 200 ? n : 100 + (n % 100)]);
  return filled(forms?.[place] ?? plain, { n, ...values });
}
