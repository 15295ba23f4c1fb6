import { contentsFollow } from './contents.ts';
import { copyButtons } from './copy.ts';
import { lineAddresses } from './line-addresses.ts';
import { searchOpeners } from './search-openers.ts';
import { themeToggle } from './theme.ts';

themeToggle();
copyButtons();
contentsFollow();
lineAddresses();
searchOpeners();
