import { contentsFollow } from './contents.ts';
import { offlineReading } from './offline.ts';
import { citingOnDemand } from './on-demand.ts';
import { searchOpeners } from './search-openers.ts';
import { themeToggle } from './theme.ts';

themeToggle();
citingOnDemand();
contentsFollow();
searchOpeners();
offlineReading();
