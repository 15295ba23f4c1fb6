import { markCurrentSection } from './contents.ts';
import { startOfflineReading } from './offline.ts';
import { prepareCiting } from './on-demand.ts';
import { searchOpeners } from './search-openers.ts';
import { handleThemeToggle } from './theme.ts';

handleThemeToggle();
prepareCiting();
markCurrentSection();
searchOpeners();
startOfflineReading();
