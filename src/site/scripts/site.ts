import { citeAnchors } from './cite.ts';
import { contentsFollow } from './contents.ts';
import { copyButtons } from './copy.ts';
import { lineAddresses } from './line-addresses.ts';
import { offlineReading } from './offline.ts';
import { searchOpeners } from './search-openers.ts';
import { dismissMeanings } from './terms.ts';
import { themeToggle } from './theme.ts';

themeToggle();
copyButtons();
citeAnchors();
contentsFollow();
lineAddresses();
searchOpeners();
dismissMeanings();
offlineReading();
