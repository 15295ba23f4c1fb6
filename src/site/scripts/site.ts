import { searchOpeners } from '../search/browser/openers.ts';
import { markCurrentSection } from './contents.ts';
import { stepAside } from './header.ts';
import { showKeys } from './keys.ts';
import { prepareCiting } from './on-demand.ts';
import { handleThemeToggle } from './theme.ts';

handleThemeToggle();
prepareCiting();
markCurrentSection();
stepAside();
showKeys();
searchOpeners();
// Reading comes first: what keeps the site for later is not even loaded before the page is there.
addEventListener('load', () =>
	setTimeout(
		() => void import('./offline/offline.ts').then(({ startOfflineReading }) => startOfflineReading()),
		1000,
	),
);
