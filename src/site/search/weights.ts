/**
 * Every number that decides what a search finds and in which order. They were worked out with the `tuned` questions of
 * `tests/e2e/search-queries.yaml`; a change is kept where the mean of both sets does not fall.
 */

/** What a match counts for by where it stands, before many matches on one page are held down by `SATURATION`. */
export const PLACE_WEIGHTS = {
	/** The page is called so: whoever types a name wants that page. */
	name: 10,
	/** Others call it so; a page has many such words, so each says a little less than its name. */
	words: 7,
	/** What the page says in a sentence: below the words, since a sentence also holds words about something else. */
	gist: 4,
	/** What the linter prints and leads here: as telling as the gist, and as long. */
	message: 4,
	/** A heading is about a part of the page only. */
	section: 3,
	/**
	 * Any word of a lesson, by the root of how often it stands there: a lesson tells much that neither its name nor its
	 * headings say. Rules and examples are short, and what they are about stands in those.
	 */
	lessonProse: 0.5,
	/** A whole line of code on a rule's page: few pages have it, and who pastes it wants the rule. */
	line: 30,
};

/** What a line counts for by itself. */
export const LINE_WEIGHTS = {
	/** Text is what it is. */
	plain: 1,
	/** What is wrong shows what a page is about; what is right mostly repeats it. */
	wrong: 1.5,
	/** Code in a sentence was chosen by the author to be named. */
	inSentence: 1.5,
	/** `Why`, `Wrong`, `Right`: a heading that all pages of a kind have tells nothing. */
	commonHeading: 0.1,
	/** In an example: what only the after says is what the example is for, ... */
	onlyAfter: 6,
	/** ... what only the before says is what it warns of, ... */
	onlyBefore: 2,
	/** ... and what both say is only there. */
	bothSides: 0.4,
};

/** The tenth time that a word stands on a page says little that the third did not: a weight of 8 gives half of 100. */
export const SATURATION = 8;

/** What a query counts for that is, as a whole, something that a page says; out of 100. */
export const WHOLE_WEIGHTS = {
	/** The name of the page. */
	name: 100,
	/** "What is a layer?": the page that explains the word, before all that only use it. */
	meaning: 100,
	/** A question or word that leads to the page, as it stands. */
	words: 80,
	/** The same, less the words that say nothing: two questions can share those. */
	tellingWords: 70,
};

/** How much such a whole match adds to the score of a page: a little more than all its words in good places. */
export const WHOLE_BONUS = 1.2;

/** What a term of the query counts for beside its single words, which count 1. */
export const TERM_WEIGHTS = {
	/** Two words beside each other: more than chance, less than a word of its own. */
	pair: 0.7,
	/** `health check` is `healthcheck` to some: the same word, so it counts as one. */
	joined: 1,
	/** A flag, path or name as it is written: rarer and meant more exactly than a word. */
	code: 1.6,
	/** What is left of that among many plain words: in a message it is mostly the reader's own path or host. */
	codeInSentence: 0.4,
	/** The pieces of a long piece of code, after the whole. */
	codePiece: 0.5,
};

/** How far a key counts as a word that was typed. */
export const SPELLING_WEIGHTS = {
	/** Another word for the same thing: found, but after pages that use the reader's own. */
	synonym: 0.45,
	/** The nearest spelling: almost surely meant. */
	nearest: 0.85,
	/** The second and third nearest: perhaps meant. */
	near: 0.6,
	/** A synonym of a word whose spelling was mended: two guesses in a row. */
	synonymOfMended: 0.36,
	/** A word that is still being typed counts so much at least for all that begins with it, ... */
	begun: 0.5,
	/** ... and so much more the nearer it is to being whole. */
	begunWhole: 0.4,
};

/** When a spelling is mended at all. */
export const SPELLING_LIMITS = {
	/** A shorter word is as likely another word; ... */
	letters: 4,
	/** ... among several words more so. */
	lettersInSentence: 5,
	/** From this length on two mistakes are mended instead of one. */
	lettersForTwo: 7,
	/** How many words may be meant by a mistyped one. */
	candidates: 3,
	/** How many words are tried for one that is still being typed. */
	completions: 6,
};

/** A number in a question is mostly a port, a line or a version of the reader's own. */
export const NUMBER_TRUST = 0.4;

/** A page with none of the expected words but one keeps so much of its score, and the rest grows with each word it has. */
export const COVERAGE = { floor: 0.6, gain: 0.4 };

/** From this share of unknown words on, a search says that they are not covered: one of three words, but not one of four. */
export const UNCOVERED_SHARE = 1 / 3;

/** How much the phrase of a page that fits the whole query best gives: as much as a whole match. */
export const PHRASE_WEIGHT = 1.2;

/**
 * How much the full text can give: it settles ties and finds what nothing else does, but never outdoes a name. Little, since
 * the rules list the messages and words of their neighbours too.
 */
export const FULL_TEXT_WEIGHT = 0.06;

/** Of that, what is left where no page has all the words and those with the rarest are taken. */
export const FULL_TEXT_SOME_WORDS = 0.9;

/** Hits below this share of the best one only have a common word in common with the query. */
export const LEAST_SHARE = 0.12;

/** How well a line shows the words, to choose the one that a result shows. */
export const SHOWN_LINE_WEIGHTS = {
	/** The first piece of code of the query, as it is written. */
	code: 3,
	/** Each further one. */
	codePiece: 1,
	/** All words of the query; fewer count in proportion, ... */
	words: 2,
	/** ... and a line with fewer than this share of them shows something else. */
	leastWords: 0.6,
	/** A line that scores less is not worth showing. */
	lowestScore: 1,
};

/** How many files and pages a search may read: each is small, and each is a request. */
export const LIMITS = {
	/** Pages that their phrases can still put in another order; the results need their files anyway. */
	candidates: 16,
	/** Pages of the full text that are looked at. */
	fullTextPages: 8,
	/** Words for which pages with any word are looked for, where no page has all; ... */
	anyWords: 6,
	/** ... of those, the rarest that are used. */
	anyWordsUsed: 3,
	/**
	 * With more pages than this, the full text is only asked for what the names and the gist do not answer, and for one
	 * word: each word of it is a file of 30 KB.
	 */
	smallSite: 400,
	/** A full text that has not answered after so many milliseconds is done without. */
	fullTextWait: 4_000,
	/** Pages that one key of the index leads to on a large site; the full text knows the others. A small site keeps all. */
	pagesPerKey: 60,
	/** The same for a word of headings or code, which the full text does not know apart: narrowing must find all. */
	pagesPerPlaceKey: 400,
	/** Characters in a file of the index: a search reads about one for each of its words. */
	chunk: 6_000,
	/** A longer line of code has the page's own values in it, and nobody else's. */
	longestLine: 60,
	/** A longer word of a heading, of code or of prose is a hash. */
	longestWord: 32,
};
