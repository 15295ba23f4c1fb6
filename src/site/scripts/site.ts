import { searchOpeners } from '../search/browser/openers.ts';
import { markCurrentSection } from './contents.ts';
import { startOfflineReading } from './offline/offline.ts';
import { prepareCiting } from './on-demand.ts';
import { handleThemeToggle } from './theme.ts';

handleThemeToggle();
prepareCiting();
markCurrentSection();
searchOpeners();
startOfflineReading();
